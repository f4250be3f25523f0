package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Checkout;
import dev.slipway.agent.sources.Failure;
import dev.slipway.agent.sources.Retry;
import dev.slipway.agent.sources.Sources;
import dev.slipway.protocol.BuildOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real git against a real git server. */
class GitTest {
  @TempDir Path root;
  private final Retry retry = new Retry(List.of(Duration.ofMillis(10)));
  private final List<String> said = new ArrayList<>();
  private Git git;
  private GitServer server;
  private int checkouts;

  @BeforeEach
  void serve() throws Exception {
    git = new Git(new LocalExec(), OutboundGuard.usual(), retry, root);
    server = new GitServer(Files.createDirectories(root.resolve("served")));
    server.repository("repo.git", Map.of("Dockerfile", "FROM a", "x/link", "-> ../Dockerfile"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesABranchWithWhatItsLastCommitSays() throws Exception {
    Checkout checkout = checkout(order("repo.git", "main"));
    assertThat(checkout.folder().resolve("Dockerfile")).hasContent("FROM a");
    assertThat(checkout.commit().subject()).isEqualTo("First commit");
    assertThat(checkout.commit().author()).isEqualTo("Ada");
    assertThat(checkout.commit().sha()).hasSize(40);
  }

  @Test
  void leavesNoLinkOnDisk() throws Exception {
    Checkout checkout = checkout(order("repo.git", "main"));
    assertThat(Files.isSymbolicLink(checkout.folder().resolve("x/link"))).isFalse();
    assertThat(checkout.links()).containsExactly(Map.entry("x/link", "../Dockerfile"));
  }

  @Test
  void fetchesBranchesWhateverTheyAreCalled() throws Exception {
    for (String branch :
        new String[] {"main;id", "$(touch pwned)".replace(" ", "_"), "a'b\"c", "ünï"}) {
      server.commit(Map.of("name", branch), "On " + branch);
      server.push("repo.git", branch);
      assertThat(checkout(order("repo.git", branch)).folder().resolve("name")).hasContent(branch);
    }
  }

  @Test
  void fetchesACommitThatIsNoLongerTheTip() throws Exception {
    String older = server.commit(Map.of("v", "1"), "Older");
    server.push("repo.git", "main");
    server.commit(Map.of("v", "2"), "Newer");
    server.push("repo.git", "main");
    var order = order("repo.git", "main").setCommit(older);
    assertThat(checkout(order).folder().resolve("v")).hasContent("1");
    assertThat(checkout(order("repo.git", older)).commit().subject()).isEqualTo("Older");
    String unknown = "0123456789012345678901234567890123456789";
    assertFails(order("repo.git", "main").setCommit(unknown), Failure.REF_NOT_FOUND, unknown);
  }

  @Test
  void showsItsPasswordToTheServerOnly() throws Exception {
    var order = order("private/repo.git", "main").setGitUser("build");
    assertThat(checkout(order.setGitPassword("s3cret-password")).commit().sha()).hasSize(40);
    assertFails(order.setGitPassword("wrong"), Failure.REPOSITORY_REFUSED, "credentials");
    assertFails(order("private/repo.git", "main"), Failure.REPOSITORY_REFUSED, "private");
  }

  @Test
  void saysWhatIsWrong() {
    assertFails(order("repo.git", "none"), Failure.REF_NOT_FOUND, "none");
    assertFails(order("repo.git", "--upload-pack=x"), Failure.REF_NOT_FOUND, "dash");
    assertFails(order("nothing.git", "main"), Failure.REPOSITORY_UNREACHABLE, "does not exist");
    assertFails(order("moved/repo.git", "main"), Failure.DESTINATION_BLOCKED, "has moved");
    server.close();
    assertFails(order("repo.git", "main"), Failure.REPOSITORY_UNREACHABLE, "does not answer");
  }

  @Test
  void asksAgainWhenTheServerIsAwayForAMoment() throws Exception {
    assertThat(checkout(order("busy/repo.git", "main")).commit().sha()).hasSize(40);
    assertThat(said).singleElement().asString().contains("503").contains("Trying again");
  }

  @Test
  void asksOnlyHostsThatAreAllowed() {
    var order = order("repo.git", "main").clearAllowedGitHosts();
    assertFails(order, Failure.REPOSITORY_REFUSED, "https://");
    order.setGitUrl("https://localhost/repo.git");
    assertFails(order, Failure.DESTINATION_BLOCKED, "not a public one");
  }

  @Test
  void refusesALinkThatLeadsOutOfTheRepository() throws Exception {
    server.commit(Map.of("Dockerfile", "-> /etc/passwd", "up", "-> ../../.."), "Escape");
    server.push("repo.git", "escape");
    var order = order("repo.git", "escape");
    Checkout checkout = checkout(order);
    for (var hostile : List.of(order.clone(), order.clone().setFolder("up"))) {
      assertThatThrownBy(() -> Sources.of(checkout, hostile.build()))
          .isInstanceOfSatisfying(
              BuildFailed.class, e -> assertThat(e.failure()).isEqualTo(Failure.SOURCE_ESCAPE));
    }
  }

  @Test
  void runsNothingARepositoryBrings() throws Exception {
    server.commit(
        Map.of(
            ".gitattributes", "* filter=x diff=x merge=x\n*.bin filter=lfs -text",
            ".lfsconfig", "[lfs]\n\turl = http://169.254.169.254/",
            ".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c id",
            "hooks/post-checkout", "#!/bin/sh\ntouch /tmp/slipway-pwned",
            "data.bin", "version https://git-lfs.github.com/spec/v1"),
        "Hostile");
    server.push("repo.git", "hostile");
    Checkout checkout = checkout(order("repo.git", "hostile"));
    assertThat(checkout.folder().resolve("data.bin"))
        .content()
        .startsWith("version https://git-lfs");
    assertThat(Path.of("/tmp/slipway-pwned")).doesNotExist();
  }

  @Test
  void refusesRepositoriesThatAreTooLarge() throws Exception {
    server.commit(Map.of("a", "1", "b", "2", "c", "3"), "Three files more");
    server.push("repo.git", "many");
    git =
        new Git(
            new LocalExec(), OutboundGuard.usual(), retry, root, new TreeLimits(1 << 20, 3, 1000));
    assertFails(order("repo.git", "many"), Failure.SOURCE_TOO_LARGE, "more than 3 files");
    var random = new Random(7);
    var large = new StringBuilder();
    random.ints(200_000, 0, 94).forEach(c -> large.append((char) (33 + c)));
    server.commit(Map.of("large", large.toString()), "Large");
    server.push("repo.git", "large");
    git =
        new Git(
            new LocalExec(),
            OutboundGuard.usual(),
            retry,
            root,
            new TreeLimits(100_000, 100, 1 << 20));
    assertFails(order("repo.git", "large"), Failure.SOURCE_TOO_LARGE, "larger than the 512 MiB");
  }

  private void assertFails(BuildOrder.Builder order, Failure failure, String words) {
    assertThatThrownBy(() -> checkout(order))
        .isInstanceOfSatisfying(BuildFailed.class, e -> assertThat(e.failure()).isEqualTo(failure))
        .hasMessageContaining(words)
        .message()
        .doesNotContain("s3cret-password");
  }

  private Checkout checkout(BuildOrder.Builder order) throws IOException, InterruptedException {
    Path work = Files.createDirectories(root.resolve("work-" + checkouts++));
    return git.checkout(order.build(), work, said::add).checkout();
  }

  private BuildOrder.Builder order(String path, String ref) {
    return BuildOrder.newBuilder()
        .setGitUrl(server.url(path))
        .setRef(ref)
        .addAllowedGitHosts(server.host());
  }
}
