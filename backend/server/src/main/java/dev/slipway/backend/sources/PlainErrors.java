package dev.slipway.backend.sources;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Errors as plain text: programs at this door do not read pages. */
final class PlainErrors extends HttpServletResponseWrapper {
  private final HttpServletResponse response;

  PlainErrors(HttpServletResponse response) {
    super(response);
    this.response = response;
  }

  @Override
  public void sendError(int status) throws IOException {
    write(response, status, "");
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    write(response, status, message);
  }

  static void write(HttpServletResponse response, int status, String sentence) throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain; charset=utf-8");
    if (!sentence.isEmpty()) {
      response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
