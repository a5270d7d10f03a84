/* The blocks in the editor: a preview by the server, and the attributes in the sidebar. Made from the table in tags.php. */
(function (wp, { blocks, labels, choices }) {
  const { createElement: el, Fragment } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Disabled, PanelBody, SelectControl, TextControl, ToggleControl } = wp.components;
  const Preview = wp.serverSideRender;

  function control(name, type, value, onChange) {
    const shared = { key: name, label: labels[name], onChange };
    if (type === 'boolean') return el(ToggleControl, { ...shared, checked: Boolean(value) });
    if (Array.isArray(type)) {
      const options = type.map((choice) => ({ value: choice, label: choices[choice] ?? (choice || '—') }));
      return el(SelectControl, { ...shared, value: value ?? '', options });
    }
    return el(TextControl, { ...shared, value: value ?? '', type: type === 'number' ? 'number' : 'text', min: 1 });
  }

  for (const [name, { attributes: types }] of Object.entries(blocks)) {
    wp.blocks.registerBlockType(`midad/${name}`, {
      edit({ attributes, setAttributes, context }) {
        const controls = Object.entries(types).map(([attribute, type]) =>
          control(attribute, type, attributes[attribute], (value) =>
            setAttributes({ [attribute]: value === '' || value === false ? undefined : value }),
          ),
        );
        return el(
          Fragment,
          null,
          el(InspectorControls, null, el(PanelBody, null, ...controls)),
          el(
            'div',
            useBlockProps(),
            el(
              Disabled,
              null,
              el(Preview, { block: `midad/${name}`, attributes, urlQueryArgs: { post_id: context?.postId } }),
            ),
          ),
        );
      },
      save: () => null,
    });
  }
})(window.wp, window.midadBlocks);
