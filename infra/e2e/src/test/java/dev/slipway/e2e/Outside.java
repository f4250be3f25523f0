package dev.slipway.e2e;

import java.nio.file.Path;
import java.util.UUID;

/** A sample in a repository elsewhere, the app that was made from it, and its webhook. */
record Outside(GitRepo repo, String address, Hook hook) {
  static Outside sample(Platform platform, GitServer forge, Path folder, String sample) {
    String name = sample + "-" + UUID.randomUUID().toString().substring(0, 8);
    String address = forge.repository(name);
    GitRepo repo = GitRepo.sample(sample, folder.resolve(name));
    App app =
        App.create(
            platform,
            "outside",
            """
            {"slug": "%s", "kind": "%s", "replicas": 1,
             "source": {"url": "%s", "branch": "main", "folder": ".", "dockerfile": "Dockerfile", "args": {}}}
            """
                .formatted(name, sample.equals("worker") ? "WORKER" : "WEB", address));
    var outside = new Outside(repo, address, Hook.create(app));
    outside.publish();
    return outside;
  }

  App app() {
    return hook.app();
  }

  /** A new commit, pushed to the forge. */
  void publish() {
    repo.commit("Published");
    repo.git("push", "-q", address, "HEAD:main");
  }

  /** What the forge tells of the newest commit; each time under another delivery. */
  GithubPush told() {
    return GithubPush.to(address, "main", repo.head(), UUID.randomUUID().toString());
  }
}
