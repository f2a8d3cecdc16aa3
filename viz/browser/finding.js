"use strict";
// The list on the left: what search found, and where to begin.

sanlian.finding = (list, { questions, known, open }) => {
  const { element } = sanlian;

  const row = (node, note) => element("button", { type: "button", onclick: () => open(node.id) },
    element("img", { src: known.kinds[node.recordKind].look, alt: "", width: 26, height: 26 }),
    element("span", {}, element("b", {}, node.label), element("small", {}, note)));

  const section = (title, rows) => (rows?.length ? [element("h2", {}, title), ...rows] : []);

  /** Where to begin, before anything was searched for. */
  const starts = async () => {
    const { crossDepartment, recurringPlaces, recurringParties } = await questions.starts();
    const lead = ({ lead: found }) => (found ? `${found.label}牵头` : "尚无共同牵头");
    list.replaceChildren(
      ...section("多个单位在办", crossDepartment?.map((each) =>
        row(each.subject, `${each.subject.recordKindLabel} · ${each.departments} 个单位 · ${lead(each)}`))),
      ...section("多件事件的地点", recurringPlaces?.map((each) => row(each.node, `${each.cases} 件`))),
      ...section("多件事件的当事人", recurringParties?.map((each) => row(each.node, `${each.node.recordKindLabel} · ${each.cases} 件`))));
    if (!list.children.length) list.replaceChildren(element("p", {}, "还没有多个单位在办或反复发生的事：请在上面搜索；图库是空的，就先运行 sanlian demo 或 sanlian load。"));
  };

  const found = async (text, after = null) => {
    const { totalCount, pageInfo, nodes } = await questions.search(text, after);
    const rows = nodes.map((node) => row(node, node.recordKindLabel));
    const more = pageInfo.hasNextPage && element("button", { type: "button", className: "more" }, "更多……");
    if (more) more.onclick = () => { more.remove(); found(text, pageInfo.endCursor); };
    if (after === null) list.replaceChildren(element("h2", {}, totalCount ? `找到 ${totalCount} 条` : "没有找到"));
    if (!totalCount) list.append(element("p", {}, `没有记录同时含有“${text}”的每个词。身份证号和电话搜不到。`));
    list.append(...rows, ...(more ? [more] : []));
  };

  return { starts, found };
};
