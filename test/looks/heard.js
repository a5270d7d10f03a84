/** What a screen reader finds in a page: Chromium's accessibility tree as lines, one a node, indented as it is nested. */

/** Nodes that say nothing by themselves; what is in them is told in their place. */
const SILENT = new Set([
  'none',
  'generic',
  'InlineTextBox',
  'LineBreak',
  'RootWebArea',
  'ListMarker',
  'LabelText',
  'paragraph',
]);
/** States that a screen reader tells beside the name. */
const STATES = ['invalid', 'required', 'pressed', 'checked', 'disabled', 'expanded', 'level', 'focused'];

/** @param selector Of the element in the page that is listened to. */
export async function heard(page, selector) {
  const { nodes } = await page.devtools('Accessibility.getFullAXTree', {});
  const { root } = await page.devtools('DOM.getDocument', {});
  const { nodeId } = await page.devtools('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node } = await page.devtools('DOM.describeNode', { nodeId });
  const byId = new Map(nodes.map((each) => [each.nodeId, each]));
  const start = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId);
  const lines = [];
  tell(start, 0, '');
  return lines;

  function tell({ ignored, role, name, properties = [], description, childIds = [] }, depth, around) {
    const told = !ignored && !SILENT.has(role.value);
    const said = name?.value ?? '';
    // What its parent is called is not said again.
    if (told && !(role.value === 'StaticText' && around.includes(said))) {
      const states = properties
        .filter(({ name: state, value }) => STATES.includes(state) && value.value !== false && value.value !== 'false')
        .map(({ name: state, value }) =>
          value.value === true || value.value === 'true' ? state : `${state} ${value.value}`,
        );
      const words = [
        role.value,
        said && `«${plain(said)}»`,
        ...states,
        description?.value && `(${plain(description.value)})`,
      ];
      lines.push('  '.repeat(depth) + words.filter(Boolean).join(' '));
    }
    for (const id of childIds) tell(byId.get(id), told ? depth + 1 : depth, told ? said : around);
  }
}

/** Without the characters that keep a name's direction to itself, and with one space between words. */
const plain = (text) =>
  text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
