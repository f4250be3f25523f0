package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsTest {
  @TempDir Path root;
  private GitServer server;
  private Heads heads;
  private String head;

  @BeforeEach
  void serve() throws Exception {
    server = new GitServer(Files.createDirectories(root.resolve("served")));
    server.repository("repo.git", Map.of("Dockerfile", "FROM a"));
    head = server.commit(Map.of("v", "2"), "Second");
    server.push("repo.git", "main");
    heads = new Heads(new LocalExec(), OutboundGuard.usual(), root.resolve("heads"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhichCommitABranchIsAt() {
    assertThat(heads.answer(request("repo.git", "main").build()).getCommit()).isEqualTo(head);
  }

  @Test
  void answersOnAThreadOfItsOwn() throws Exception {
    var answer = new CompletableFuture<HeadReply>();
    heads.ask(request("repo.git", "main").build(), answer::complete);
    assertThat(answer.get(60, TimeUnit.SECONDS).getId()).isEqualTo("7");
  }

  @Test
  void showsItsPasswordToTheServerOnly() {
    var request = request("private/repo.git", "main").setGitUser("build");
    assertThat(heads.answer(request.setGitPassword("s3cret-password").build()).getCommit())
        .isEqualTo(head);
    HeadReply refused = heads.answer(request.setGitPassword("wrong-password").build());
    assertThat(refused.getFailure().getType()).isEqualTo("repository-refused");
    assertThat(refused.getFailure().getMessage()).doesNotContain("wrong-password");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(type(request("repo.git", "none"))).isEqualTo("ref-not-found");
    assertThat(type(request("nothing.git", "main"))).isEqualTo("repository-unreachable");
    assertThat(type(request("moved/repo.git", "main"))).isEqualTo("destination-blocked");
    assertThat(type(request("repo.git", "main").clearAllowedGitHosts()))
        .isEqualTo("repository-refused");
  }

  @Test
  void takesACommitForWhatItIs() {
    assertThat(heads.answer(request("repo.git", head).build()).getCommit()).isEqualTo(head);
  }

  private String type(HeadRequest.Builder request) {
    return heads.answer(request.build()).getFailure().getType();
  }

  private HeadRequest.Builder request(String path, String ref) {
    return HeadRequest.newBuilder()
        .setId("7")
        .setGitUrl(server.url(path))
        .setRef(ref)
        .addAllowedGitHosts(server.host());
  }
}
