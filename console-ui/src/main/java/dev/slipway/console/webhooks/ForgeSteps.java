package dev.slipway.console.webhooks;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import dev.slipway.api.sources.Provider;
import java.util.List;

/** What to do at a forge, in its own words. */
class ForgeSteps extends OrderedList {
  ForgeSteps(Provider provider) {
    addClassName("forge-steps");
    steps(provider).forEach(step -> add(new ListItem(step)));
  }

  static String name(Provider provider) {
    return switch (provider) {
      case GITHUB -> "GitHub";
      case GITLAB -> "GitLab";
      case GITEA -> "Gitea or Forgejo";
      case BITBUCKET -> "Bitbucket Cloud";
      case DEPLOY -> "Deploy hook for CI";
    };
  }

  static List<String> steps(Provider provider) {
    return switch (provider) {
      case GITHUB ->
          List.of(
              "Open the repository at GitHub: Settings → Webhooks → Add webhook.",
              "Payload URL: the address. Content type: application/json. Secret: the secret.",
              "Leave SSL verification on. Events: Just the push event; for previews choose Let me"
                  + " select individual events and add Pull requests.",
              "Add webhook. GitHub sends a ping, which appears in the inbox below as skipped.");
      case GITLAB ->
          List.of(
              "Open the project at GitLab: Settings → Webhooks → Add new webhook.",
              "URL: the address. Signing token: the secret. A GitLab without signing tokens takes"
                  + " it as Secret token.",
              "Trigger: Push events; Tag push events if tags deploy; Merge request events for"
                  + " previews.",
              "Add webhook, then Test → Push events. That delivery is a real push and deploys.");
      case GITEA ->
          List.of(
              "Open the repository: Settings → Webhooks → Add webhook → Gitea or Forgejo.",
              "Target URL: the address. HTTP method: POST. POST content type: application/json."
                  + " Secret: the secret.",
              "Trigger on: Push events; for previews Custom events with Push, Pull request and"
                  + " Pull request synchronized.",
              "Add webhook, then Test push event. That delivery is a real push and deploys.");
      case BITBUCKET ->
          List.of(
              "Open the repository at Bitbucket: Repository settings → Webhooks → Add webhook.",
              "URL: the address. Secret: the secret. Without one Bitbucket does not sign, and"
                  + " every delivery is refused.",
              "Triggers: Repository push; for previews Pull request created, updated, merged and"
                  + " declined.",
              "Save. Bitbucket never says which files changed, so patterns for paths do nothing.");
      case DEPLOY ->
          List.of(
              "Keep the address and the secret among the secrets of your CI.",
              "Post {\"ref\": \"main\", \"commit\": \"<40 digits>\"} to the address.",
              "Send the time in X-Slipway-Timestamp (seconds since 1970) and, in"
                  + " X-Slipway-Signature, sha256= and the HMAC-SHA256 of <timestamp>.<body>.",
              "docs/webhooks.md has the lines for GitHub Actions, GitLab CI and plain shell.");
    };
  }
}
