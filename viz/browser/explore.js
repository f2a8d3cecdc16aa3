"use strict";
// The explorer's page: wires search, picture, panel and list together.
{
  const { element } = sanlian;
  const GUARD = 50; // new nodes that are drawn without asking
  const ALL = 300; // new nodes that one expansion draws at the most
  const find = (id) => document.getElementById(id);
  const known = sanlian.embedded("known");
  const drawing = new sanlian.Drawing(find("drawing"), { nodes: [], edges: [], options: known.options });
  const questions = new sanlian.Questions(known);
  const explorer = new sanlian.Explorer(drawing, questions, known);
  const looks = Object.fromEntries(Object.entries(known.kinds).map(([kind, { look }]) => [kind, look]));

  const say = (text, wrong = false) => {
    find("status").textContent = text;
    find("status").classList.toggle("wrong", wrong);
  };

  /** Run `work`, tell what came of it, and show the picture as it is now. */
  const doing = async (work) => {
    try {
      const outcome = await work();
      if (typeof outcome === "string") say(outcome);
    } catch (error) {
      say(error.message, true);
    }
    drawn();
  };

  const drawn = () => {
    document.body.classList.toggle("drawn", drawing.nodes.length > 0);
    listing.show();
    legend();
    showPanel(drawing.chosen);
  };

  /** All of it, in the room that is left beside its legend. */
  const show = () => {
    drawn();
    drawing.fit();
  };

  const legend = () => {
    const counts = new Map();
    for (const { kind } of drawing.nodes.get()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    document.querySelector(".legend").replaceChildren(...[...counts].map(([kind, count]) =>
      element("li", {}, element("button", { type: "button", dataset: { kind }, aria: { pressed: drawing.isShown({ kind }) } },
        element("img", { src: looks[kind], alt: "", width: 22, height: 22 }), element("span", {}, known.kinds[kind].zh), element("b", {}, `${count}`)))));
  };

  const choose = (id) => {
    drawing.choose(id);
    drawing.show(id);
  };
  const listing = sanlian.listing(drawing, { find, choose });
  const panel = sanlian.panel(find("panel"), drawing, { looks, choose });
  const finding = sanlian.finding(find("found"), { questions, known, open: (id) => doing(() => open([id])) });

  const open = async (ids) => {
    await explorer.add(ids, { asked: true });
    if (ids.length === 1 && drawing.nodes.get(ids[0])?.cut <= GUARD) await explorer.expand(ids[0], GUARD);
    show();
    if (ids.length === 1) drawing.choose(ids[0]);
    return `图中共 ${drawing.nodes.length} 个对象。`;
  };

  /** How many new nodes to draw when a node has many: the answer to the guard's question, 0 for none. */
  const allowed = (node) => new Promise((done) => {
    if (node.cut <= GUARD) return done(GUARD);
    const guard = find("guard");
    const answers = [[`前 ${GUARD} 个`, GUARD], [node.cut <= ALL ? "全部" : `前 ${ALL} 个`, ALL], ["取消", 0]];
    find("guard-text").textContent = `“${node.name}”还有 ${node.cut} 条联系没有画出，一次画出会看不清。画出多少？`;
    guard.querySelector("div").replaceChildren(...answers.map(([label, value]) => element("button", { value }, label)));
    guard.returnValue = "0";
    guard.addEventListener("close", () => done(Number(guard.returnValue)), { once: true });
    return guard.showModal();
  });

  const expand = (id) => doing(async () => {
    const most = await allowed(drawing.nodes.get(id));
    if (!most) return "没有展开。";
    const fresh = await explorer.expand(id, most);
    if (fresh) show();
    return fresh ? `新画出 ${fresh} 个对象。` : "没有新的对象可画。";
  });

  const findWay = (from, to) => doing(async () => {
    const sentence = await explorer.way(from, to);
    explorer.start = null;
    if (sentence === null) return "这两者之间没有找到联系（不经过联系特别多的对象）。";
    showWay(sentence);
    drawing.choose(null);
    show();
    return "路径已用粗线标出。";
  });

  const showWay = (sentence) => {
    const close = element("button", { type: "button", className: "plain", onclick: () => { find("way").hidden = true; explorer.forgetWay(); } }, "不再标出");
    find("way").replaceChildren(element("p", {}, sentence), close);
    find("way").hidden = false;
  };

  const action = (label, onclick, more = {}) => element("button", { type: "button", onclick, ...more }, label);

  const actions = (node) => {
    const { start } = explorer;
    return element("div", { className: "actions" },
      node.cut ? action(`展开 +${node.cut}`, () => expand(node.id), { className: "main" }) : null,
      action("收起", () => doing(async () => `收起了 ${explorer.collapse(node.id)} 个对象。`)),
      action("固定", () => { explorer.pin(node.id); showPanel(node.id); }, { aria: { pressed: Boolean(node.pinned) } }),
      action("移除", () => doing(async () => { explorer.remove([node.id]); return `移除了“${node.name}”。`; })),
      start && start.id !== node.id
        ? action(`找“${start.name}”到这里的路径`, () => findWay(start.id, node.id))
        : action("以此为路径起点", () => { explorer.start = node.id; say(`起点：“${node.name}”。再点另一个对象找路径。`); showPanel(node.id); }));
  };

  const showPanel = (id) => {
    const node = id && drawing.nodes.get(id);
    panel(node, node ? [actions(node)] : []);
  };

  drawing.whenChosen(async (id) => {
    showPanel(id);
    if (id === null) return;
    try {
      await explorer.tell(id);
    } catch (error) {
      say(error.message, true);
    }
    if (drawing.chosen === id) showPanel(id);
  });
  drawing.network.on("doubleClick", ({ nodes: [id] }) => id && expand(id));
  sanlian.legend(document.querySelector(".legend"), drawing);

  find("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = find("text").value.trim();
    doing(() => (text ? finding.found(text) : finding.starts()));
  });
  find("fit").onclick = () => drawing.fit();
  find("words").onclick = ({ target }) => {
    drawing.words = !drawing.words;
    target.setAttribute("aria-pressed", drawing.words);
  };
  find("picture").onclick = async () => sanlian.save(await drawing.picture(), "三链-联系图.png");
  find("tables").onclick = () => listing.save();
  find("clear").onclick = () => doing(async () => {
    find("way").hidden = true;
    explorer.remove(drawing.nodes.getIds());
    return "";
  });

  // A link from elsewhere, as /explore#case-0123456789abcdef, opens what it names.
  const named = location.hash.slice(1).split(",").filter(Boolean);
  doing(() => finding.starts()).then(() => named.length && doing(() => open(named)));
  sanlian.drawing = drawing;
  sanlian.explorer = explorer;
}
