"use strict";
// The table of all that is drawn, and the same as files for a spreadsheet.

sanlian.listing = (drawing, { find, choose }) => {
  const { element } = sanlian;
  const COLUMNS = {
    nodes: ["编号", "类别", "名称", "未确认", "未画出", "无权查看"],
    edges: ["起点", "起点名称", "联系", "终点", "终点名称", "未确认"],
  };

  const doubt = ({ provisional }) => (provisional ? element("em", {}, "未确认") : null);
  const name = (id) => drawing.nodes.get(id).name;
  const link = (id) => element("button", { type: "button", dataset: { node: id }, onclick: () => choose(id) }, name(id));
  const row = (...cells) => element("tr", {}, cells.map((cell) => element("td", {}, ...[cell].flat())));
  const sorted = (items, key) => items.sort((a, b) => key(a).localeCompare(key(b), "zh-CN"));

  const nodes = () => sorted(drawing.nodes.get(), ({ kindZh, name: label, id }) => `${kindZh} ${label} ${id}`);
  const edges = () => sorted(drawing.edges.get(), ({ from, says, to }) => `${name(from)} ${says} ${name(to)}`);

  const show = () => {
    find("node-count").textContent = drawing.nodes.length;
    find("edge-count").textContent = drawing.edges.length;
    find("nodes").replaceChildren(...nodes().map((node) =>
      row(node.kindZh, [link(node.id), doubt(node)], `${drawing.network.getConnectedEdges(node.id).length}`, node.cut || "", node.unseen || "")));
    find("edges").replaceChildren(...edges().map((edge) => row(link(edge.from), [edge.says, doubt(edge)], link(edge.to))));
  };

  // A spreadsheet takes a cell that begins so for a formula.
  const inert = (cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  const csv = (rows) => new Blob(
    ["\ufeff", rows.map((cells) => cells.map((cell) => `"${inert(`${cell}`).replaceAll('"', '""')}"`).join(",")).join("\r\n"), "\r\n"],
    { type: "text/csv" });
  const yes = ({ provisional }) => (provisional ? "是" : "");

  const save = () => {
    sanlian.save(csv([COLUMNS.nodes, ...nodes().map((node) =>
      [node.id, node.kindZh, node.name, yes(node), node.cut || "", node.unseen || ""])]), "三链-对象.csv");
    sanlian.save(csv([COLUMNS.edges, ...edges().map((edge) =>
      [edge.from, name(edge.from), edge.says, edge.to, name(edge.to), yes(edge)])]), "三链-联系.csv");
  };

  return { show, save };
};
