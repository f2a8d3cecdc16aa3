"use strict";
// The panel beside the picture: what is known of the chosen node, and each of its links.

sanlian.panel = (panel, drawing, { looks, choose }) => {
  const { element } = sanlian;
  const hint = [...panel.childNodes];

  const facts = (list) => element("dl", {}, list.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]).flat());

  const reading = ({ says, arrows }, forward) => (arrows === "" ? says : forward ? `${says} →` : `← ${says}`);

  const link = ({ edge, forward, other }) => element("li", {},
    element("span", { className: "says" }, reading(edge, forward)),
    element("button", { type: "button", className: "plain", onclick: () => choose(other.id) }, other.name),
    edge.provisional ? element("em", {}, "未确认") : null,
    edge.facts?.length ? element("small", {}, edge.facts.map(([name, value]) => `${name}：${value}`).join("；")) : null);

  const order = ({ edge, forward, other }) => `${forward ? 1 : 0}${edge.says} ${other.kindZh} ${other.name}`;

  const notes = (node) => [
    node.provisional ? element("p", { className: "note" }, "暂定：由规则或评分归并，尚未有人确认。") : null,
    node.cut ? element("p", { className: "note unseen" }, `这里还有 ${node.cut} 条联系没有画出。`) : null,
    node.unseen ? element("p", { className: "note unseen" }, `另有 ${node.unseen} 条联系不在查看范围内。`) : null,
  ];

  const origin = ({ total, rows }) => [
    element("h3", {}, `出处 ${total}`),
    element("ul", { className: "links" }, rows.map(([says, name, row]) =>
      element("li", {}, element("span", { className: "says" }, says), name, element("small", {}, row)))),
    total > rows.length ? element("p", { className: "hint" }, `另有 ${total - rows.length} 条`) : null,
  ];

  const rows = (list) => element("ul", { className: "links" }, list.map(([when, text, small]) =>
    element("li", {}, element("span", { className: "says" }, when), text, small ? element("em", {}, small) : null)));

  const tasks = ({ totalCount, nodes }) => (totalCount ? [
    element("h3", {}, `待办 ${totalCount}`),
    rows(nodes.map(({ overdue, atRisk, organisation, task }) => [
      sanlian.written(task.dueAt), `${organisation?.name ?? ""} ${task.kindLabel}`.trim(),
      task.pausedAt ? "中止" : overdue ? "逾期" : atRisk ? "临期" : ""])),
  ] : []);

  /** Where a case stands, what is still to be done and by whom, what happened. */
  const duty = ({ standing, tasks: due, events }) => [
    standing ? element("h3", {}, "办理") : null,
    standing ? facts([
      ["现状", `${standing.phaseLabel}，${standing.stageLabel}`], ["现办单位", standing.responsible?.name],
      ["移交待接收", standing.offeredTo?.name], ["牵头", standing.leader?.label]].filter(([, value]) => value)) : null,
    ...tasks(due),
    events.totalCount ? element("h3", {}, `经过 ${events.totalCount}`) : null,
    rows(events.nodes.map(({ on, at, sentence }) => [sanlian.written(at ?? on), sentence])),
  ].filter(Boolean);

  /** Show a node, or without one the hint; `more` are elements under its notes. */
  return (node, more = []) => {
    if (!node) return panel.replaceChildren(...hint);
    const links = drawing.linksOf(node.id).sort((a, b) => order(a).localeCompare(order(b), "zh-CN"));
    panel.replaceChildren(
      element("p", { className: "kind" }, element("img", { src: looks[node.kind], alt: "", width: 22, height: 22 }), node.kindZh),
      element("h2", {}, node.name),
      ...notes(node).filter(Boolean),
      ...more,
      facts(node.facts ?? []),
      ...(node.duty ? duty(node.duty) : []),
      element("h3", {}, `图中的联系 ${links.length}`),
      element("ul", { className: "links" }, links.map(link)),
      ...(node.origin?.total ? origin(node.origin).filter(Boolean) : []));
    panel.scrollTop = 0;
    return undefined;
  };
};
