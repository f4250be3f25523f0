package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.VolumesFrom;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostPolicyTest {
  private static final Path MADE = Path.of("/var/lib/slipway/agent/volumes/one");

  private static ContainerSpec spec(Tier tier) {
    return new ContainerSpec(
        "slp-web",
        "image",
        Map.of(),
        List.of(),
        Map.of(),
        "10001:10001",
        new ContainerSpec.Limits(250, 128 << 20, 64, 16 << 20),
        new ContainerSpec.Joined("slp-web-sandbox"),
        List.of(new Mount.Made(MADE, "/data", false)),
        new Policy(tier, 300));
  }

  private static HostConfig host(Tier tier) {
    return Restricted.hostConfig(spec(tier));
  }

  private static com.github.dockerjava.api.model.Mount mount(String source) {
    return new com.github.dockerjava.api.model.Mount()
        .withType(MountType.BIND)
        .withSource(source)
        .withTarget("/data")
        .withReadOnly(false)
        .withBindOptions(new BindOptions().withPropagation(BindPropagation.PRIVATE));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void whatTheTiersAreMadeOfPasses(Tier tier) {
    assertThatCode(() -> HostPolicy.checked(complete(tier), spec(tier))).doesNotThrowAnyException();
  }

  private static HostConfig complete(Tier tier) {
    return host(tier)
        .withNetworkMode("container:slp-web-sandbox")
        .withMounts(List.of(mount(MADE.toString())));
  }

  /** Each by itself is what somebody once got a machine with. */
  private static Map<String, Consumer<HostConfig>> hostile() {
    var all = new LinkedHashMap<String, Consumer<HostConfig>>();
    all.put("privileged", host -> host.withPrivileged(true));
    all.put("network of the machine", host -> host.withNetworkMode("host"));
    all.put("network of another pod", host -> host.withNetworkMode("container:slp-other"));
    all.put("default bridge", host -> host.withNetworkMode("bridge"));
    all.put("processes of the machine", host -> host.withPidMode("host"));
    all.put("processes of another pod", host -> host.withPidMode("container:slp-other"));
    all.put("host name of the machine", host -> host.withUtSMode("host"));
    all.put("users of the machine", host -> host.withUsernsMode("host"));
    all.put("shared memory of the machine", host -> host.withIpcMode("host"));
    all.put("groups of the machine", host -> host.withCgroupnsMode("host"));
    all.put("parent group", host -> host.withCgroupParent("/"));
    all.put("all rights", host -> host.withCapAdd(Capability.ALL));
    all.put("right to administer", host -> host.withCapAdd(Capability.SYS_ADMIN));
    all.put("right to forge packets", host -> host.withCapAdd(Capability.NET_RAW));
    all.put("right to make devices", host -> host.withCapAdd(Capability.MKNOD));
    all.put("right to trace", host -> host.withCapAdd(Capability.SYS_PTRACE));
    all.put("keeps its rights", host -> host.withCapDrop(Capability.CHOWN));
    all.put("no seccomp", host -> host.withSecurityOpts(List.of("seccomp=unconfined")));
    all.put(
        "no seccomp beside",
        host -> host.withSecurityOpts(List.of("no-new-privileges:true", "seccomp=unconfined")));
    all.put("no AppArmor", host -> host.withSecurityOpts(List.of("apparmor=unconfined")));
    all.put("labels off", host -> host.withSecurityOpts(List.of("label=disable")));
    all.put("more rights by setuid", host -> host.withSecurityOpts(List.of()));
    all.put("a folder of the machine as text", host -> host.setBinds(Bind.parse("/:/host")));
    all.put("the engines socket", host -> host.setBinds(Bind.parse("/var/run/docker.sock:/s")));
    all.put("a mount nobody asked for", host -> host.withMounts(List.of(mount("/var/lib/other"))));
    all.put("the root as mount", host -> host.withMounts(List.of(mount("/"))));
    all.put(
        "a mount that is shared",
        host ->
            host.withMounts(
                List.of(
                    mount(MADE.toString())
                        .withBindOptions(
                            new BindOptions().withPropagation(BindPropagation.SHARED)))));
    all.put("volumes of another", host -> host.withVolumesFrom(new VolumesFrom("slp-other")));
    all.put("a device", host -> host.withDevices(new Device("rwm", "/dev/sda", "/dev/sda")));
    all.put(
        "graphics cards",
        host -> host.withDeviceRequests(List.of(new DeviceRequest().withCount(-1))));
    all.put(
        "a port of the machine",
        host ->
            host.withPortBindings(
                new PortBinding(Ports.Binding.bindPort(80), ExposedPort.tcp(80))));
    all.put("all its ports", host -> host.withPublishAllPorts(true));
    all.put("kernel settings", host -> host.withSysctls(Map.of("kernel.shmmax", "1")));
    all.put("groups beside", host -> host.withGroupAdd(List.of("0")));
    all.put("another runtime", host -> host.withRuntime("io.evil.v1"));
    all.put("swap", host -> host.withMemorySwap(-1L));
    all.put("more memory", host -> host.withMemory(0L));
    all.put("no limit of processes", host -> host.withPidsLimit(-1L));
    all.put("is never ended", host -> host.withOomScoreAdj(-1000));
    all.put("cannot be ended for memory", host -> host.withOomKillDisable(true));
    all.put("real time", host -> host.withCpuRealtimeRuntime(1L));
    all.put(
        "restarts by the engine", host -> host.withRestartPolicy(RestartPolicy.alwaysRestart()));
    all.put(
        "logs elsewhere",
        host -> host.withLogConfig(new LogConfig(LogConfig.LoggingType.SYSLOG, Map.of())));
    all.put("much shared memory", host -> host.withShmSize(1L << 40));
    all.put("programs with setuid in memory", host -> host.withTmpFs(Map.of("/tmp", "rw,suid")));
    all.put(
        "hides a folder",
        host -> host.withTmpFs(Map.of("/etc", "rw,exec,nosuid,nodev,mode=1777,size=1")));
    all.put("storage options", host -> host.withStorageOpt(Map.of("size", "1T")));
    all.put("nothing said of rights", host -> host.withCapDrop((Capability[]) null));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> nothingHostileLeavesInAnyTier() {
    return Stream.of(Tier.values())
        .flatMap(tier ->
            hostile().entrySet().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        one.getKey() + " in " + tier,
                        () -> {
                          HostConfig host = complete(tier);
                          one.getValue().accept(host);
                          assertThatThrownBy(() -> HostPolicy.checked(host, spec(tier)))
                              .isInstanceOf(IllegalStateException.class)
                              .hasMessageContaining("was not made");
                        })));
  }

  @Test
  void whatOneTierAllowsNoOtherDoes() {
    refuses(Tier.RESTRICTED, host -> host.withReadonlyRootfs(false));
    refuses(Tier.SANDBOX, host -> host.withReadonlyRootfs(false));
    refuses(Tier.RESTRICTED, host -> host.withCapAdd(Capability.CHOWN));
    refuses(Tier.SANDBOX, host -> host.withCapAdd(Capability.CHOWN));
    refuses(Tier.RESTRICTED, host -> host.withRuntime("runsc"));
    refuses(Tier.COMPAT, host -> host.withRuntime("runsc"));
    refuses(Tier.SANDBOX, host -> host.withRuntime("runc"));
  }

  private static void refuses(Tier tier, Consumer<HostConfig> change) {
    HostConfig host = complete(tier);
    change.accept(host);
    assertThatThrownBy(() -> HostPolicy.checked(host, spec(tier)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyCompatMayNameAUserBelow10000() {
    ContainerSpec plain = spec(Tier.RESTRICTED);
    assertThatThrownBy(() -> plain.under(Policy.USUAL, "0:0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plain.under(new Policy(Tier.SANDBOX, 1), "root"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(plain.under(new Policy(Tier.COMPAT, 1), "0:0").user()).isEqualTo("0:0");
    assertThatThrownBy(() -> plain.under(new Policy(Tier.COMPAT, 1), "a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyIsAsSafeFromTheKernelAsTheAgent() {
    assertThatThrownBy(() -> new Policy(Tier.RESTRICTED, -999))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ContainerSpec spare() {
    return new ContainerSpec(
        "slipway-spare-1",
        "image",
        Map.of(),
        List.of("/pause"),
        Map.of(),
        "65535:65535",
        new ContainerSpec.Limits(50, 16 << 20, 8, 1 << 20),
        new ContainerSpec.Unplugged("pod-1"));
  }

  @Test
  void aSpareSandboxHasNoNetworkAndNoIpv6() {
    HostConfig host =
        Restricted.hostConfig(spare()).withNetworkMode("none").withSysctls(Restricted.NO_IPV6);
    assertThatCode(() -> HostPolicy.checked(host, spare())).doesNotThrowAnyException();
  }

  @TestFactory
  Stream<DynamicTest> aSpareSandboxIsNotMadeWithMore() {
    return Map.<String, Consumer<HostConfig>>of(
            "network of the machine", host -> host.withNetworkMode("host"),
            "default bridge", host -> host.withNetworkMode("bridge"),
            "network of a pod", host -> host.withNetworkMode("container:slp-other"),
            "forwards packets", host -> host.withSysctls(Map.of("net.ipv4.ip_forward", "1")),
            "has IPv6", host -> host.withSysctls(Map.of("net.ipv6.conf.all.disable_ipv6", "0")),
            "right to forge packets", host -> host.withCapAdd(Capability.NET_RAW))
        .entrySet()
        .stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.getKey(),
                () -> {
                  HostConfig host = Restricted.hostConfig(spare()).withNetworkMode("none");
                  one.getValue().accept(host);
                  assertThatThrownBy(() -> HostPolicy.checked(host, spare()))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("was not made");
                }));
  }

  @Test
  void onlyWhatHasANetworkOfItsOwnMayBeWithoutOne() {
    refuses(Tier.RESTRICTED, host -> host.withNetworkMode("none"));
    refuses(Tier.RESTRICTED, host -> host.withSysctls(Restricted.NO_IPV6));
  }
}
