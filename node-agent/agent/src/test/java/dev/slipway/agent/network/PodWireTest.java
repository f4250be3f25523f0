package dev.slipway.agent.network;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.proc.LocalExec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class PodWireTest {
  private static final Cidr SUBNET = new Cidr("10.213.4.0/24");

  @TempDir Path pages;

  @Test
  void onePortOfTheBridgeAndOneDeviceInThePod() {
    assertThat(PodWire.outside("slv0123456789ab", "slpabc", 4711, "10.213.4.9"))
        .isEqualTo(
            """
            link add slv0123456789ab master slpabc type veth peer name eth0 address 02:42:0a:d5:04:09 netns 4711
            link set slv0123456789ab type bridge_slave hairpin on
            link set slv0123456789ab up
            """);
    assertThat(PodWire.inside(SUBNET, "10.213.4.9"))
        .isEqualTo(
            """
            address add 10.213.4.9/24 brd + dev eth0
            link set eth0 up
            route add default via 10.213.4.1
            """);
  }

  @Test
  void theNameOfAPortFitsAndIsNotThatOfABridge() {
    assertThat(PodWire.port("0193a1b2-0000-7000-8000-112233445566"))
        .hasSize(15)
        .doesNotStartWith(Bridge.PREFIX);
  }

  @Test
  void whatIsNoAddressIsRefusedBeforeAnythingIsRun() {
    assertThatThrownBy(() -> PodWire.inside(SUBNET, "10.213.4.9\nlink del eth0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
  void aPodThatIsPluggedInReachesItsNeighbours() throws Exception {
    var lab = new LabNetwork(pages);
    var wire = new PodWire(new LocalExec());
    Process pod = new ProcessBuilder("unshare", "--net", "sleep", "600").start();
    try {
      await(() -> hasNetworkOfItsOwn(pod));
      lab.bridge("slpwire", "10.213.4.1");
      long pid = pod.pid();
      assertThatThrownBy(() -> wire.plug(pid, "pod", "slpnone", SUBNET, "10.213.4.9"))
          .isInstanceOf(NetworkFailed.class);
      assertThat(wire.plugged(pid, "10.213.4.9")).isFalse();
      wire.plug(pid, "pod", "slpwire", SUBNET, "10.213.4.9");
      assertThat(wire.plugged(pid, "10.213.4.9")).isTrue();
      lab.ok("busybox", "ping", "-c", "1", "-W", "30", "10.213.4.9");
      // Once more, as after a cut: nothing is left of the first time.
      lab.ok("ip", "link", "show", PodWire.port("pod"));
      lab.ok("nsenter", "--net=/proc/" + pid + "/ns/net", "ip", "link", "set", "eth0", "down");
      wire.plug(pid, "pod", "slpwire", SUBNET, "10.213.4.9");
      lab.ok("busybox", "ping", "-c", "1", "-W", "30", "10.213.4.9");
    } finally {
      pod.destroyForcibly();
      lab.close();
    }
  }

  /** Until then it is a process of this machine like any other. */
  private static boolean hasNetworkOfItsOwn(Process process) {
    try {
      Path own = Files.readSymbolicLink(Path.of("/proc/%d/ns/net".formatted(process.pid())));
      return !own.equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
