/** An element with these properties and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: Element[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const draw = (name: string, attribute: string, value: string): Element => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  element.setAttribute(attribute, value);
  return element;
};

/** A drawing of one path. */
export function drawIcon(shape: string): Element {
  const icon = draw('svg', 'viewBox', '0 0 24 24');
  icon.append(draw('path', 'd', shape));
  return icon;
}
