package dev.slipway.agent.ingress;

import java.io.IOException;
import java.util.Map;

/** What people see when no app answers. */
final class Pages {
  private static final Map<String, String> TEXTS =
      Map.of(
          "404",
          page(
              "Nothing is here",
              "No app has this address. If it should be yours, look at the routes of your app."),
          "502",
          page(
              "The app did not answer",
              "It closed the connection or took too long. Its logs may say why."),
          "503",
          page(
              "The app has no ready pods",
              "It is starting, stopped or failing its readiness check. Look at its deployments."));

  private Pages() {}

  static void write(ProxyFiles files) throws IOException {
    for (Map.Entry<String, String> page : TEXTS.entrySet()) {
      ProxyFiles.write(files.page(page.getKey()), page.getValue());
    }
  }

  private static String page(String title, String text) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>%1$s</title>
    <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style>
    <h1>%1$s</h1>
    <p>%2$s</p>
    </html>
    """
        .formatted(title, text);
  }
}
