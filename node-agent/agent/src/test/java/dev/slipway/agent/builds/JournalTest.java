package dev.slipway.agent.builds;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.secrets.Redactor;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.BuildReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final BuildReport.Builder END =
      BuildReport.newBuilder().setFailure(BuildFailure.newBuilder().setType("build-failed"));

  @TempDir Path folder;
  private final List<BuildReport> told = new CopyOnWriteArrayList<>();
  private Journal journal;

  @BeforeEach
  void begin() throws Exception {
    journal = Journal.begin("b", folder, told::add);
  }

  @Test
  void tellsAgainWhatIsNotKnownToBeStored() throws Exception {
    try (var log = writer()) {
      log.line("one");
      await(() -> told.size() == 1);
      log.line("two");
    }
    journal.stored(1);
    journal.add(END.clone());
    await(() -> told.size() == 3);
    told.clear();
    journal.resend();
    await(() -> told.size() == 2);
    assertThat(told.getFirst().getLog().getText()).isEqualTo("two\n");
    assertThat(told.getLast().hasFailure()).isTrue();
  }

  @Test
  void isNotHeldUpByWhoListens() throws Exception {
    var hold = new CountDownLatch(1);
    var slow =
        Journal.begin(
            "slow",
            folder.resolve("slow"),
            report -> {
              try {
                hold.await();
                told.add(report);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; i < 100; i++) {
      slow.add(END.clone());
    }
    assertThat(told).isEmpty();
    hold.countDown();
    await(() -> told.size() == 100);
    slow.forget();
  }

  @Test
  void isTakenUpByTheNextAgent() throws Exception {
    journal.add(END.clone());
    Files.write(folder.resolve("reports"), new byte[] {99, 1}, StandardOpenOption.APPEND);
    Journal left = Journal.left(folder, told::add);
    assertThat(left.ended()).isTrue();
    await(() -> told.size() == 1);
    told.clear();
    left.resend();
    await(() -> !told.isEmpty());
    assertThat(told).singleElement().matches(BuildReport::hasFailure);
  }

  @Test
  void tellsWhatAFullDiskDoesNotTake() throws Exception {
    Files.createSymbolicLink(folder.resolve("reports"), Path.of("/dev/full"));
    try (var log = writer()) {
      log.line("one");
    }
    journal.add(END.clone());
    await(() -> told.size() == 2);
    told.clear();
    journal.resend();
    await(() -> told.size() == 2);
    assertThat(told.getFirst().getLog().getText()).isEqualTo("one\n");
    assertThat(told.getLast().hasFailure()).isTrue();
  }

  @Test
  void goesOnWithTheDiskOnceItHasRoom() throws Exception {
    Path file = folder.resolve("reports");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    journal.add(END.clone());
    Files.delete(file);
    journal.add(END.clone());
    Files.write(file, new byte[] {99, 1}, StandardOpenOption.APPEND);
    journal.add(END.clone());
    await(() -> told.size() == 3);
    journal.forget();
    Journal left = Journal.left(folder, told::add);
    left.resend();
    await(() -> told.size() == 5);
  }

  @Test
  void needsNoFolderToTell() throws Exception {
    Files.createFile(folder.resolve("taken"));
    Journal.begin("b", folder.resolve("taken/b"), told::add).add(END.clone());
    await(() -> told.size() == 1);
  }

  @Test
  void blotsOutSecretsAndCutsLongLines() {
    try (var log = writer()) {
      log.line("push with s3cret-password please");
      log.line("x".repeat(100_000));
    }
    await(() -> text().endsWith(" …\n"));
    String text = text();
    assertThat(text).startsWith("push with •••••• please\nxxx").endsWith(" …\n");
    assertThat(text.length()).isLessThan(10_000);
  }

  @Test
  void numbersChunksOfAtMost32KiB() {
    try (var log = writer()) {
      for (int i = 0; i < 3000; i++) {
        log.line("line " + i + " " + "y".repeat(50));
      }
    }
    await(() -> text().contains("line 2999 "));
    assertThat(told)
        .extracting(r -> r.getLog().getSeq())
        .startsWith(1L, 2L, 3L)
        .doesNotHaveDuplicates();
    assertThat(told).allMatch(r -> r.getLog().getText().length() <= LogWriter.CHUNK);
    assertThat(text()).contains("line 0 ").contains("line 2999 ");
  }

  @Test
  void keepsTheEndOfALogThatIsTooLong() {
    try (var log = writer()) {
      String line = "z".repeat(8000);
      for (int i = 0; i < 1500; i++) {
        log.line(line);
      }
      log.line("the reason");
    }
    await(() -> text().endsWith("the reason\n"));
    assertThat(text()).contains("lines are left out").endsWith("the reason\n");
    assertThat((long) text().length()).isBetween(LogWriter.LIMIT, LogWriter.LIMIT + (1 << 20));
  }

  private LogWriter writer() {
    return new LogWriter(
        journal, InstantSource.system(), Redactor.of(List.of("s3cret-password", "")));
  }

  private String text() {
    var text = new StringBuilder();
    told.forEach(report -> text.append(report.getLog().getText()));
    return text.toString();
  }
}
