"use strict";
// The list on the left: what search found, and where to begin.

sanlian.finding = (list, { questions, known, open }) => {
  const { element } = sanlian;
  let latest = 0; // an answer that comes after a later question is not shown

  const row = (node, note) => element("button", { type: "button", onclick: () => open(node.id) },
    element("img", { src: known.kinds[node.recordKind].look, alt: "", width: 26, height: 26 }),
    element("span", {}, element("b", {}, node.label), element("small", {}, note)));

  const section = (title, rows) => (rows?.length ? [element("h2", {}, title), ...rows] : []);

  /** Where to begin, before anything was searched for. */
  const starts = async () => {
    const mine = (latest += 1);
    const { unled, led, recurringPlaces, recurringParties } = await questions.starts();
    if (mine !== latest) return;
    const across = ({ subject, departments, lead }) =>
      row(subject, `${subject.recordKindLabel} · ${departments} 个单位${lead ? ` · ${lead.label}牵头` : ""}`);
    list.replaceChildren(
      ...section("多个单位在办，尚无共同牵头", unled?.map(across)),
      ...section("多个单位在办，有共同牵头", led?.map(across)),
      ...section("多件事件的地点", recurringPlaces?.map((each) => row(each.node, `${each.cases} 件`))),
      ...section("多件事件的当事人", recurringParties?.map((each) => row(each.node, `${each.node.recordKindLabel} · ${each.cases} 件`))));
    if (!list.children.length) list.replaceChildren(element("p", {}, "还没有多个单位在办或反复发生的事：请在上面搜索；图库是空的，就先运行 sanlian demo 或 sanlian load。"));
  };

  const found = async (text, after = null) => {
    const mine = (latest += 1);
    const { totalCount, pageInfo, nodes } = await questions.search(text, after);
    if (mine !== latest) return;
    const rows = nodes.map((node) => row(node, node.recordKindLabel));
    const more = pageInfo.hasNextPage && element("button", { type: "button", className: "more" }, "更多……");
    if (more) more.onclick = () => { more.remove(); found(text, pageInfo.endCursor); };
    if (after === null) list.replaceChildren(element("h2", {}, totalCount ? `找到 ${totalCount} 条` : "没有找到"));
    if (!totalCount) list.append(element("p", {}, `没有记录同时含有“${text}”的每个词。身份证号和电话搜不到。`));
    list.append(...rows, ...(more ? [more] : []));
  };

  return { starts, found };
};
