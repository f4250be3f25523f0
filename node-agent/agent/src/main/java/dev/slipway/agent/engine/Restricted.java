package dev.slipway.agent.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a container's policy is in Docker's fields: Pod Security "restricted" unless its tier says
 * otherwise. What is not said here is the engine's default, which is the safe one for seccomp,
 * AppArmor and masked paths.
 */
final class Restricted {
  /** For what the engine writes down before it is read. */
  private static final Map<String, String> LOG_SIZE = Map.of("max-size", "10m", "max-file", "2");

  static final Map<String, String> NO_IPV6 =
      Map.of("net.ipv6.conf.all.disable_ipv6", "1", "net.ipv6.conf.default.disable_ipv6", "1");

  /** A machine without it refuses to be told of it. */
  private static final boolean IPV6 = Files.isDirectory(Path.of("/proc/sys/net/ipv6"));

  private static final long SHARED_MEMORY = 64L << 20;

  private Restricted() {}

  static CreateContainerCmd fill(CreateContainerCmd command, ContainerSpec spec) {
    var filled =
        command
            .withName(spec.name())
            .withLabels(spec.labels())
            .withUser(spec.user())
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .sorted()
                    .toList());
    if (!spec.command().isEmpty()) {
      filled.withCmd(spec.command());
    }
    var host = hostConfig(spec);
    switch (spec.attachment()) {
      case ContainerSpec.Bridged bridged -> {
        filled.withHostName(bridged.hostname()).withIpv4Address(bridged.address());
        host.withNetworkMode(bridged.network());
        if (!bridged.nameservers().isEmpty()) {
          host.withDns(bridged.nameservers());
        }
        if (!bridged.searchDomains().isEmpty()) {
          host.withDnsSearch(bridged.searchDomains());
        }
      }
      case ContainerSpec.Unplugged unplugged -> {
        filled.withHostName(unplugged.hostname());
        host.withNetworkMode("none");
        if (IPV6) {
          // As the engine does in networks that have none.
          host.withSysctls(NO_IPV6);
        }
      }
      case ContainerSpec.Joined joined -> host.withNetworkMode("container:" + joined.container());
    }
    List<com.github.dockerjava.api.model.Mount> made = made(spec);
    if (!made.isEmpty()) {
      host.withMounts(made);
    }
    return filled.withHostConfig(HostPolicy.checked(host, spec));
  }

  static HostConfig hostConfig(ContainerSpec spec) {
    ContainerSpec.Limits limits = spec.limits();
    HostConfig host = hostConfig(limits, spec);
    return switch (spec.policy().tier()) {
      case RESTRICTED -> host;
      case COMPAT ->
          host.withReadonlyRootfs(false).withCapAdd(Compat.CAPABILITIES.toArray(Capability[]::new));
      case SANDBOX -> host.withRuntime(Tier.SANDBOX_RUNTIME);
    };
  }

  private static HostConfig hostConfig(ContainerSpec.Limits limits, ContainerSpec spec) {
    return HostConfig.newHostConfig()
        .withPrivileged(false)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges:true"))
        .withReadonlyRootfs(true)
        .withTmpFs(temporary(spec))
        .withIpcMode("private")
        .withCgroupnsMode("private")
        .withShmSize(Math.min(SHARED_MEMORY, limits.temporaryBytes()))
        .withMemory(limits.memoryBytes())
        .withMemorySwap(limits.memoryBytes())
        .withNanoCPUs(limits.cpuMillis() * 1_000_000L)
        .withPidsLimit((long) limits.pids())
        .withOomScoreAdj(spec.policy().oomScoreAdj())
        .withInit(true)
        .withPublishAllPorts(false)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withLogConfig(new LogConfig(LogConfig.LoggingType.LOCAL, LOG_SIZE));
  }

  /**
   * The owner, because some runtimes put the mode of the image's own folder over the one asked for.
   */
  private static Map<String, String> temporary(ContainerSpec spec) {
    var all = new HashMap<String, String>();
    all.put("/tmp", memory(spec, spec.limits().temporaryBytes()));
    for (Mount mount : spec.mounts()) {
      if (mount instanceof Mount.Memory(var target, var bytes)) {
        all.put(target, memory(spec, bytes));
      }
    }
    return all;
  }

  private static String memory(ContainerSpec spec, long bytes) {
    String[] owner = spec.user().split(":", 2);
    return "rw,exec,nosuid,nodev,mode=1777,uid=%s,gid=%s,size=%d"
        .formatted(number(owner[0]), number(owner.length > 1 ? owner[1] : owner[0]), bytes);
  }

  /** Only an engine knows the numbers of an image's names; root's will do, as all may write. */
  private static String number(String owner) {
    return owner.matches("[0-9]+") ? owner : "0";
  }

  /** As typed mounts, never as texts: what is not there is refused instead of being made. */
  private static List<com.github.dockerjava.api.model.Mount> made(ContainerSpec spec) {
    var all = new ArrayList<com.github.dockerjava.api.model.Mount>();
    for (Mount mount : spec.mounts()) {
      if (mount instanceof Mount.Made(var source, var target, var readOnly)) {
        all.add(
            new com.github.dockerjava.api.model.Mount()
                .withType(MountType.BIND)
                .withSource(source.toString())
                .withTarget(target)
                .withReadOnly(readOnly)
                .withBindOptions(new BindOptions().withPropagation(BindPropagation.PRIVATE)));
      }
    }
    return all;
  }
}
