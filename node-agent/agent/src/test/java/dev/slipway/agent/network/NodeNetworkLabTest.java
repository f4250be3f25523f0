package dev.slipway.agent.network;

import static dev.slipway.agent.network.Desired.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Service;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's own packet filter, on a test host: never on the machine's. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
class NodeNetworkLabTest {
  private static final String OTHER = "0193a1b2-0000-7000-8000-112233445566";
  private static final String SERVICE = "10.96.0.10";

  @TempDir Path state;
  private LabNetwork lab;
  private NodeNetwork network;

  private NodeNetwork network() {
    return new NodeNetwork(
        new FakeEngine(), lab.exec(), new NoIngress(), new NetworkSettings(state, 8088));
  }

  @BeforeEach
  void aHostWithTwoEnvironments() throws Exception {
    lab = new LabNetwork(state.resolve("pages"));
    // The engine's own rules would forward nothing between these bridges; it has them back
    // afterwards.
    lab.ok("iptables-save", "-f", state.resolve("engine-rules").toString());
    lab.ok("nft", "flush", "ruleset");
    // Counts what would leave the machine for a service address.
    lab.ok("nft", "add", "table", "ip", "watch");
    lab.ok("nft", "add chain ip watch out { type filter hook postrouting priority 300; }");
    lab.ok("nft", "add rule ip watch out oifname eth0 ip daddr 10.96.0.0/16 counter");
    network = network();
    network.start();
    assertThat(lab.ask(SERVICE)).isEqualTo("refused");
    lab.bridge(Bridge.of(Desired.ENVIRONMENT).device(), "10.11.0.1");
    lab.bridge(Bridge.of(OTHER).device(), "10.11.1.1");
    lab.pod("one", Bridge.of(Desired.ENVIRONMENT).device(), "10.11.0.2", "10.11.0.1");
    lab.pod("two", Bridge.of(Desired.ENVIRONMENT).device(), "10.11.0.3", "10.11.0.1");
    lab.pod("stranger", Bridge.of(OTHER).device(), "10.11.1.2", "10.11.1.1");
  }

  @AfterEach
  void nothingLeft() throws Exception {
    network.close();
    lab.close();
    assertThat(lab.ok("nft", "list", "table", "ip", "watch")).contains("packets 0 bytes 0");
    lab.ok("nft", "flush", "ruleset");
    lab.ok("iptables-restore", state.resolve("engine-rules").toString());
  }

  @Test
  void answersAtAServicesAddressInsideItsEnvironmentOnly() throws Exception {
    apply(service(SERVICE, "10.11.0.2", "10.11.0.3"));
    assertThat(answers("one", 40)).containsExactlyInAnyOrder("one", "two");
    assertThat(lab.ask(SERVICE)).isIn("one", "two");
    assertThat(lab.ask("stranger", SERVICE)).isEqualTo("refused");
    assertThat(lab.ask("stranger", "10.11.0.2:8080")).isEqualTo("refused");
    assertThat(lab.ask("one", "10.11.0.3:8080")).isEqualTo("two");
    assertThat(lab.ask("one", SERVICE + ":81")).isEqualTo("refused");
    assertThat(lab.ask("one", "10.96.7.7")).isEqualTo("refused");
  }

  @Test
  void letsAPodReachItselfThroughItsService() throws Exception {
    apply(service(SERVICE, "10.11.0.2"));
    assertThat(lab.ask("one", SERVICE)).isEqualTo("one");
  }

  @Test
  void changesOneServiceAtATime() throws Exception {
    apply(service(SERVICE, "10.11.0.2"), service("10.96.0.11", "10.11.0.3"));
    apply(service(SERVICE, "10.11.0.3"), service("10.96.0.11"));
    assertThat(answers("one", 10)).containsExactly("two");
    assertThat(lab.ask("one", "10.96.0.11")).isEqualTo("refused");
    apply(service(SERVICE, "10.11.0.2", "10.11.0.3"));
    assertThat(answers("two", 40)).containsExactlyInAnyOrder("one", "two");
    network.released("10.11.0.3");
  }

  @Test
  void showsPodsNothingOfTheNodeButTheIngress() throws Exception {
    apply();
    lab.server("ingress", 8088);
    lab.server("secret", 8099);
    assertThat(lab.ask("one", "10.11.0.1:8088")).isEqualTo("ingress");
    assertThat(lab.ask("one", "10.11.0.1:8099")).isEqualTo("refused");
    assertThat(lab.ask("one", "169.254.169.254")).isEqualTo("refused");
    assertThat(lab.ask("10.11.0.2:8080")).isEqualTo("one");
  }

  @Test
  void goesOnWhereAnEarlierAgentEnded() throws Exception {
    apply(service(SERVICE, "10.11.0.2"));
    network.close();
    network = network();
    network.start();
    assertThat(lab.ask("two", SERVICE)).isEqualTo("one");
    apply(service(SERVICE, "10.11.0.3"));
    assertThat(lab.ask("two", SERVICE)).isEqualTo("two");
  }

  @Test
  void mendsRulesThatSomebodyElseRemoved() throws Exception {
    apply(service(SERVICE, "10.11.0.2"));
    lab.ok("nft", "delete", "table", "ip", "slipway");
    var rules = new PacketRules(new Nft(lab.exec()), 8088);
    rules.apply(Desired.rules(service(SERVICE, "10.11.0.2")));
    lab.ok("nft", "delete", "table", "ip", "slipway");
    rules.look();
    assertThat(lab.ask("two", SERVICE)).isEqualTo("one");
  }

  private void apply(Service... services) {
    network.apply(
        new DesiredNetwork(
            "10.11.0.0/20",
            "10.0.0.0/12",
            "10.96.0.0/16",
            List.of(environment(Desired.ENVIRONMENT, 0), environment(OTHER, 1)),
            List.of(services),
            List.of(),
            List.of()));
  }

  private static Network environment(String id, int number) {
    return Network.newBuilder().setId(id).setSubnet("10.11." + number + ".0/24").build();
  }

  private Set<String> answers(String pod, int times) throws Exception {
    var answers = new HashSet<String>();
    for (int i = 0; i < times; i++) {
      answers.add(lab.ask(pod, SERVICE));
    }
    return answers;
  }
}
