package dev.slipway.backend.factors;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as one SVG path, made here: the secret in it goes to no other service.
 *
 * @param path dark squares, each one unit wide
 * @param size of the whole, with the quiet border scanners want
 */
record QrCode(String path, int size) {
  private static final int BORDER = 4;

  static QrCode of(String text) {
    try {
      ByteMatrix squares = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
      return new QrCode(path(squares), squares.getWidth() + 2 * BORDER);
    } catch (WriterException e) {
      throw new IllegalStateException("Too long for a QR code", e);
    }
  }

  private static String path(ByteMatrix squares) {
    var path = new StringBuilder();
    for (int y = 0; y < squares.getHeight(); y++) {
      int x = 0;
      while (x < squares.getWidth()) {
        int end = x;
        while (end < squares.getWidth() && squares.get(end, y) == 1) {
          end++;
        }
        if (end > x) {
          path.append("M%d %dh%dv1h-%dz".formatted(x + BORDER, y + BORDER, end - x, end - x));
        }
        x = Math.max(end, x + 1);
      }
    }
    return path.toString();
  }
}
