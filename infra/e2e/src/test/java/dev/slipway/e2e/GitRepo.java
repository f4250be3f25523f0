package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A working copy, and the ordinary git client. */
record GitRepo(Path folder) {
  /** A program's exit code and what it wrote to both of its outputs. */
  record Ran(int code, String output) {}

  /** An empty repository on branch main. */
  static GitRepo empty(Path folder) {
    var repo = new GitRepo(folder);
    folder.toFile().mkdirs();
    repo.git("init", "-q", "-b", "main");
    repo.git("config", "user.name", "Test");
    repo.git("config", "user.email", "test@example.org");
    return repo;
  }

  /** A copy of one of {@code infra/samples}, committed. */
  static GitRepo sample(String name, Path folder) {
    GitRepo repo = empty(folder);
    copy(Path.of("..", "samples", name), folder);
    repo.commit("First version of " + name);
    return repo;
  }

  GitRepo write(String file, String text) {
    TextFiles.write(folder.resolve(file), text);
    return this;
  }

  GitRepo branch(String name) {
    git("checkout", "-q", "-B", name);
    return this;
  }

  /** Commits everything and gives the commit's hash. */
  String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  String head() {
    return git("rev-parse", "HEAD").strip();
  }

  /** Pushes as somebody who was asked for a password would. */
  Ran push(String address, String token, String refspec) {
    return run(
        List.of(
            "-c",
            "credential.helper=!f() { echo username=token; echo \"password=$TOKEN\"; }; f",
            "push",
            address,
            refspec),
        token);
  }

  /** Pushes to Slipway's own address of an app; the answer is what a person saw in the terminal. */
  String push(App app) {
    Ran ran = push(requireNonNull(app.gitAddress()), app.platform().token(), "HEAD:main");
    if (ran.code() != 0) {
      throw new IllegalStateException("git push failed:\n" + ran.output());
    }
    return ran.output();
  }

  String git(String... arguments) {
    Ran ran = run(List.of(arguments), "");
    if (ran.code() != 0) {
      throw new IllegalStateException("git " + List.of(arguments) + ":\n" + ran.output());
    }
    return ran.output();
  }

  private Ran run(List<String> arguments, String token) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    var program = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    program.environment().put("GIT_TERMINAL_PROMPT", "0");
    program.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    program.environment().put("HOME", folder.toString());
    program.environment().put("TOKEN", token);
    try {
      Process started = program.start();
      started.getOutputStream().close();
      String output = new String(started.getInputStream().readAllBytes(), UTF_8);
      return new Ran(started.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(requireNonNull(target.getParent()));
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
