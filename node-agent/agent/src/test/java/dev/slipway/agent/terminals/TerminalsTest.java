package dev.slipway.agent.terminals;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalInput;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.TerminalResize;
import dev.slipway.protocol.TerminalSize;
import dev.slipway.protocol.TerminalTaken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalsTest {
  private static final long WINDOW = 256L << 10;

  private final FakeEngine engine = new FakeEngine();
  private final Terminals terminals = new Terminals(engine);
  private final List<TerminalReport> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aPodThatRuns() {
    engine.has("image", "");
    start("sandbox", "slp-web-1");
    start("app", "slp-web-1-app");
    terminals.sweep();
  }

  private void start(String role, String name) {
    engine.start(
        new ContainerSpec(
            name,
            "image",
            Map.of(Labels.POD, "pod-1", Labels.ROLE, role),
            List.of("serve"),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(100, 1 << 20, 10, 1 << 20),
            new ContainerSpec.Bridged("net", "10.0.0.2", "web", List.of(), List.of())));
  }

  private void open(String pod, String... command) {
    terminals.open(
        TerminalOpen.newBuilder()
            .setId("t")
            .setPodId(pod)
            .addAllCommand(List.of(command))
            .setSize(size(90, 20))
            .build(),
        told::add);
  }

  private static TerminalSize size(int columns, int rows) {
    return TerminalSize.newBuilder().setColumns(columns).setRows(rows).build();
  }

  private void type(String keys) {
    terminals.input(
        TerminalInput.newBuilder().setId("t").setData(ByteString.copyFromUtf8(keys)).build());
  }

  private String shown() {
    var all = new StringBuilder();
    told.forEach(report -> all.append(report.getOutput().toStringUtf8()));
    return all.toString();
  }

  private long sent() {
    return told.stream().mapToLong(report -> report.getOutput().size()).sum();
  }

  private TerminalEnded ended() {
    await(() -> told.stream().anyMatch(TerminalReport::hasEnded));
    return told.stream().filter(TerminalReport::hasEnded).findFirst().orElseThrow().getEnded();
  }

  private void opened() {
    await(() -> told.stream().anyMatch(TerminalReport::hasOpened));
  }

  @Test
  void showsWhatAShellSaysUntilItEnds() {
    open("pod-1");
    opened();
    type("echo hi\n");
    await(() -> shown().contains("\r\nhi\r\n"));
    await(() -> told.stream().anyMatch(report -> report.getTaken() == 8));
    type("exit 3\n");
    assertThat(ended().getReason()).isEqualTo("exited");
    assertThat(ended().getExitCode()).isEqualTo(3);
    await(() -> engine.terminals() == 0);
  }

  @Test
  void takesBashWhereThereIsOneAndTheProgramNeverTheSandbox() {
    engine.shells.add("/bin/bash");
    open("pod-1");
    opened();
    assertThat(engine.done).contains("terminal slp-web-1-app /bin/bash");
  }

  @Test
  void anImageWithoutAShellIsSaidInASentence() {
    engine.shells.clear();
    open("pod-1");
    assertThat(ended().getReason()).isEqualTo("no-shell");
    assertThat(ended().getMessage()).contains("/bin/bash", "/bin/sh");
  }

  @Test
  void aPodThatIsNotHereIsGone() {
    open("pod-2");
    assertThat(ended().getReason()).isEqualTo("pod-gone");
  }

  @Test
  void aPodThatEndsTakesItsTerminalsAlong() {
    open("pod-1", "/bin/sh");
    opened();
    engine.vanish("slp-web-1-app");
    assertThat(ended().getReason()).isEqualTo("pod-gone");
  }

  @Test
  void followsTheSizeOfTheWindow() {
    open("pod-1");
    opened();
    type("size\n");
    await(() -> shown().contains("90x20"));
    terminals.resize(TerminalResize.newBuilder().setId("t").setSize(size(120, 40)).build());
    await(() -> {
      boolean typed = told.stream().filter(report -> report.getTaken() > 0).count() > 0;
      if (typed) {
        type("size\n");
      }
      return shown().contains("120x40");
    });
  }

  @Test
  void sendsNoMoreThanTheReaderTakes() {
    open("pod-1");
    opened();
    type("flood\n");
    await(() -> sent() > WINDOW - (32 << 10));
    assertThat(sent()).isLessThanOrEqualTo(WINDOW);
    terminals.taken(TerminalTaken.newBuilder().setId("t").setBytes(sent()).build());
    await(() -> sent() > WINDOW + (32 << 10));
    assertThat(sent()).isLessThanOrEqualTo(2 * WINDOW);
    terminals.close("t");
    await(() -> engine.terminals() == 0);
  }

  @Test
  void closingEndsWhatRuns() {
    open("pod-1");
    opened();
    assertThat(engine.terminals()).isEqualTo(1);
    terminals.close("t");
    await(() -> engine.terminals() == 0);
  }

  @Test
  void whatIsClosedWhileItOpensDoesNotStay() {
    open("pod-1");
    terminals.close("t");
    assertThat(ended()).isNotNull();
    await(() -> engine.terminals() == 0);
  }

  @Test
  void allEndWithTheConnection() {
    open("pod-1");
    opened();
    terminals.closeAll();
    await(() -> engine.terminals() == 0);
  }

  @Test
  void whatAFormerRunLeftIsEndedFirst() {
    assertThat(engine.done).contains("end-terminals");
  }
}
