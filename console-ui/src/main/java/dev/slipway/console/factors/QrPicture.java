package dev.slipway.console.factors;

import com.vaadin.flow.component.html.Div;

/** A QR code, drawn by the browser from one path: no other service sees what is in it. */
class QrPicture extends Div {
  /**
   * Elements of SVG have to be made as such; what is drawn is set as an attribute, not as markup.
   */
  private static final String DRAW =
      """
      const space = 'http://www.w3.org/2000/svg';
      const picture = document.createElementNS(space, 'svg');
      picture.setAttribute('viewBox', '0 0 ' + $1 + ' ' + $1);
      picture.setAttribute('width', '220');
      picture.setAttribute('height', '220');
      const squares = document.createElementNS(space, 'path');
      squares.setAttribute('d', $0);
      squares.setAttribute('fill', '#000');
      picture.append(squares);
      this.replaceChildren(picture);
      """;

  QrPicture(String path, int size) {
    addClassName("qr");
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", "QR code for the authenticator app");
    addAttachListener(_ -> getElement().executeJs(DRAW, path, size));
  }
}
