"use strict";
// Where new nodes stand: near what they are linked with, where there is room; what stands already stays.

sanlian.placing = (() => {
  const RINGS = [165, 235, 305, 380, 460, 550, 650, 760, 880, 1010, 1150, 1300];
  const TURNS = 36;
  const LETTER = 7.4;
  const DETOUR = 80; // pixels further out that one edge or box less in the way is worth
  const CHOICE = 120; // free places that are compared

  const columns = (text) => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0);

  /** A label on two lines at the most, each of ten Chinese characters at the most. */
  const wrapped = (text) => {
    const letters = [...text.replace(/\s+/g, " ").trim()];
    const rows = columns(text) > 20 ? 2 : 1;
    const width = rows === 1 ? 20 : Math.min(20, Math.ceil(columns(text) / 4) * 2);
    const lines = Array.from({ length: rows }, () => {
      let taken = 0;
      const most = letters.findIndex((letter) => (taken += columns(letter)) > width);
      return letters.splice(0, most < 0 ? letters.length : most).join("");
    });
    return lines.join("\n") + (letters.length ? "…" : "");
  };

  const box = (label) => {
    const rows = label.split("\n");
    return { width: Math.max(44, LETTER * Math.max(...rows.map(columns))) + 16, height: 44 + 18 * rows.length + 14 };
  };

  const free = (at, size, taken) => taken.every(({ x, y, width, height }) =>
    Math.abs(at.x - x) >= (size.width + width) / 2 || Math.abs(at.y - y) >= (size.height + height) / 2);

  const middle = (points) => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  });

  /** Whether the straight way from one point to another runs through the inner part of a box. */
  const through = (from, to, { x, y, width, height }) => {
    const way = { x: to.x - from.x, y: to.y - from.y };
    const along = ((x - from.x) * way.x + (y - from.y) * way.y) / (way.x ** 2 + way.y ** 2 || 1);
    const share = Math.min(1, Math.max(0, along));
    return Math.abs(from.x + share * way.x - x) < 0.42 * width && Math.abs(from.y + share * way.y - y) < 0.42 * height;
  };

  /** How often a box at `at` and its edges to `anchors` would get in the way of what stands. */
  const hindrance = (at, size, { anchors, taken, lines }) => {
    const own = { ...at, ...size };
    const boxes = taken.filter((box) => !anchors.includes(box));
    const covering = anchors.reduce((sum, anchor) => sum + boxes.filter((box) => through(at, anchor, box)).length, 0);
    return covering + lines.filter(([from, to]) => through(from, to, own)).length;
  };

  /** Places about `anchor`, ring by ring, beginning on the side away from `crowd`. */
  const rings = (anchor, crowd) => {
    const outward = Math.atan2(anchor.y - crowd.y, anchor.x - crowd.x || 1e-9);
    return RINGS.flatMap((radius) => Array.from({ length: TURNS }, (_, turn) => {
      const angle = outward + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * (2 * Math.PI / TURNS);
      return { x: anchor.x + radius * Math.cos(angle), y: anchor.y + 0.82 * radius * Math.sin(angle) };
    }));
  };

  /** Among the nearest free places the one that is near and in nobody's way. */
  const about = (size, around) => {
    const anchor = middle(around.anchors);
    const cost = (at) => Math.hypot(at.x - anchor.x, at.y - anchor.y) + DETOUR * hindrance(at, size, around);
    const spots = rings(anchor, middle(around.taken)).filter((at) => free(at, size, around.taken)).slice(0, CHOICE);
    const costs = spots.map(cost);
    return spots[costs.indexOf(Math.min(...costs))] ?? beside(size, around.taken);
  };

  /** To the right of everything. */
  const beside = (size, taken) => taken.length
    ? { x: Math.max(...taken.map(({ x, width }) => x + width / 2)) + 110 + size.width / 2, y: middle(taken).y }
    : { x: 0, y: 0 };

  /**
   * Places for `fresh` nodes ({id, label}): a Map of id to {x, y}. `standing` are those drawn ({id, label, x, y}),
   * `edges` ({from, to}) those between all of them. Nodes that are linked with what stands go first.
   */
  const place = (fresh, standing, edges) => {
    const placed = new Map(standing.map((node) => [node.id, { ...node, ...box(node.label) }]));
    const near = new Map(fresh.map(({ id }) => [id, []]));
    for (const { from, to } of edges) {
      near.get(from)?.push(to);
      near.get(to)?.push(from);
    }
    const lines = edges.map(({ from, to }) => [placed.get(from), placed.get(to)]).filter(([from, to]) => from && to);
    const waiting = [...fresh];
    const linked = ({ id }) => near.get(id).some((other) => placed.has(other));
    while (waiting.length) {
      const [node] = waiting.splice(Math.max(0, waiting.findIndex(linked)), 1);
      const anchors = [...new Set(near.get(node.id))].filter((other) => placed.has(other)).map((other) => placed.get(other));
      const taken = [...placed.values()];
      const size = box(node.label);
      const at = anchors.length ? about(size, { anchors, taken, lines }) : beside(size, taken);
      placed.set(node.id, { ...node, ...at, ...size });
      lines.push(...anchors.map((anchor) => [anchor, at]));
    }
    return new Map(fresh.map(({ id }) => [id, { x: Math.round(placed.get(id).x), y: Math.round(placed.get(id).y) }]));
  };

  return { place, wrapped };
})();
