package dev.slipway.e2e;

import tools.jackson.databind.JsonNode;

/** An app's webhook, as its owner enters it at the forge. */
record Hook(App app, String url, String secret) {
  static Hook create(App app) {
    JsonNode made = app.platform().post("/apps/" + app.id() + "/webhooks", "{}");
    return new Hook(
        app, made.path("webhook").path("url").asString(), made.path("secret").asString());
  }

  Platform.Answer deliver(GithubPush push) {
    return push.send(url, secret);
  }

  JsonNode deliveries() {
    return app.platform().get("/apps/" + app.id() + "/webhooks/deliveries").path("items");
  }
}
