package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import dev.slipway.agent.sources.Retry;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real git over a real ssh to a real sshd. */
class SshTest {
  @TempDir Path root;
  private final List<Command> ran = new ArrayList<>();
  private SshServer server;
  private SshServer.Pair pair;
  private String url;
  private Git git;
  private Heads heads;
  private int checkouts;

  @BeforeAll
  static void sshd() {
    assumeTrue(Files.isExecutable(SshServer.PROGRAM), "openssh-server is not installed");
  }

  @BeforeEach
  void serve() throws Exception {
    Exec exec =
        command -> {
          ran.add(command);
          return new LocalExec().run(command);
        };
    git = new Git(exec, OutboundGuard.usual(), new Retry(List.of()), root);
    heads = new Heads(exec, OutboundGuard.usual(), root.resolve("heads"));
    server = new SshServer(root.resolve("sshd"));
    Path served = Files.createDirectories(root.resolve("served"));
    try (var repositories = new GitServer(served)) {
      repositories.repository("repo.git", Map.of("Dockerfile", "FROM a"));
    }
    url = server.url(served.resolve("repo.git"));
    pair = server.newPair("deploy");
    server.admit(pair.open());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void fetchesWithADeployKeyAndTellsTheHostsKey() throws Exception {
    Git.Fetched fetched = checkout(order(pair.secret()));
    assertThat(fetched.checkout().folder().resolve("Dockerfile")).hasContent("FROM a");
    assertThat(fetched.hostKeys())
        .singleElement()
        .asString()
        .startsWith("[localhost]:" + server.host().substring(10) + " ssh-ed25519 AAAA");
  }

  @Test
  void takesAHostItKnowsAndTellsNothingNew() throws Exception {
    List<String> known = checkout(order(pair.secret())).hostKeys();
    assertThat(checkout(order(pair.secret()).addAllKnownHosts(known)).hostKeys()).isEmpty();
  }

  @Test
  void refusesAHostThatShowsAnotherKeyThanBefore() throws Exception {
    List<String> known = checkout(order(pair.secret())).hostKeys();
    server.newHostKey();
    assertFails(
        order(pair.secret()).addAllKnownHosts(known), Failure.HOST_KEY_CHANGED, "another key");
  }

  @Test
  void offersTheOlderKeyWhileTheNewOneIsNotKnownThereYet() throws Exception {
    SshServer.Pair next = server.newPair("next");
    assertThat(checkout(order(next.secret(), pair.secret())).checkout().commit().sha()).hasSize(40);
  }

  @Test
  void saysThatTheKeyIsNotKnownThere() throws Exception {
    assertFails(order(server.newPair("other").secret()), Failure.REPOSITORY_REFUSED, "public half");
    assertFails(order(), Failure.REPOSITORY_REFUSED, "deploy key");
  }

  @Test
  void keepsKeysInMemoryOnlyAndForgetsThem() throws Exception {
    checkout(order(pair.secret()));
    String body = pair.secret().lines().skip(1).findFirst().orElseThrow();
    for (Command command : ran) {
      assertThat(command.arguments()).noneMatch(argument -> argument.contains(body));
      assertThat(command.environment().values()).noneMatch(value -> value.contains(body));
    }
    assertThat(left()).isEmpty();
    assertThat(filesWith(body, root.resolve("work-0"))).isEmpty();
    assertFails(order(server.newPair("x").secret()), Failure.REPOSITORY_REFUSED, "key");
    assertThat(left()).as("after a failure too").isEmpty();
  }

  @Test
  void removesWhatAKilledAgentLeft() throws Exception {
    try (var folder = SecretFolder.create(root, root)) {
      folder.write("key-0", "secret");
      git.sweep();
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void tellsTheHeadOfABranch() throws Exception {
    String sha = checkout(order(pair.secret())).checkout().commit().sha();
    HeadReply reply = heads.answer(head("main").build());
    assertThat(reply.getCommit()).isEqualTo(sha);
    assertThat(reply.getHostKeysList()).hasSize(1);
    assertThat(heads.answer(head("none").build()).getFailure().getType())
        .isEqualTo("ref-not-found");
    assertThat(heads.answer(head("main").clearSshKeys().build()).getFailure().getType())
        .isEqualTo("repository-refused");
    assertThat(root.resolve("heads")).isEmptyDirectory();
  }

  private HeadRequest.Builder head(String ref) {
    return HeadRequest.newBuilder()
        .setId("1")
        .setGitUrl(url)
        .addSshKeys(pair.secret())
        .setRef(ref)
        .addAllowedGitHosts(server.host());
  }

  private List<Path> left() throws IOException {
    String own;
    try (var probe = SecretFolder.create(root, root)) {
      own = Objects.requireNonNull(probe.path("x").getParent()).getFileName().toString();
    }
    String prefix = own.substring(0, "slipway-git-".length() + 8);
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static List<Path> filesWith(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            try {
              return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .contains(text);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .toList();
    }
  }

  private void assertFails(BuildOrder.Builder order, Failure failure, String words) {
    assertThatThrownBy(() -> checkout(order))
        .isInstanceOfSatisfying(BuildFailed.class, e -> assertThat(e.failure()).isEqualTo(failure))
        .hasMessageContaining(words);
  }

  private Git.Fetched checkout(BuildOrder.Builder order) throws IOException, InterruptedException {
    Path work = Files.createDirectories(root.resolve("work-" + checkouts++));
    return git.checkout(order.build(), work, _ -> {});
  }

  private BuildOrder.Builder order(String... keys) {
    return BuildOrder.newBuilder()
        .setGitUrl(url)
        .setRef("main")
        .addAllSshKeys(List.of(keys))
        .addAllowedGitHosts(server.host());
  }
}
