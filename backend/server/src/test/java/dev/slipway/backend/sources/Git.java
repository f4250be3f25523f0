package dev.slipway.backend.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An ordinary git client with a working copy. */
final class Git {
  private final Path folder;

  Git(Path folder) {
    this.folder = folder;
  }

  record Result(int status, String output) {}

  static Git init(Path folder, String branch) throws Exception {
    Files.createDirectories(folder);
    var git = new Git(folder);
    git.run("init", "-q");
    git.run("symbolic-ref", "HEAD", "refs/heads/" + branch);
    return git;
  }

  /** The new commit's name. */
  String commit(String message) throws Exception {
    Files.writeString(folder.resolve("file"), message);
    run("add", ".");
    run("commit", "-q", "-m", message);
    return run("rev-parse", "HEAD").output().strip();
  }

  Result run(String... arguments) throws Exception {
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", folder.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", "Grace",
                "GIT_AUTHOR_EMAIL", "grace@example.com",
                "GIT_COMMITTER_NAME", "Grace",
                "GIT_COMMITTER_EMAIL", "grace@example.com"));
    return builder.start();
  }
}
