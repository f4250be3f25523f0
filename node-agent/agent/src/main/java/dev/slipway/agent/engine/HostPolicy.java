package dev.slipway.agent.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The one list of what may be said to the engine about a container's rights. Everything on its way
 * to the engine passes here, by the names it is sent with: a field that is not listed, a value that
 * the tier does not allow, or a protection that is missing stops it.
 */
final class HostPolicy {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private static final long SHARED_MEMORY = 64L << 20;
  private static final String TEMPORARY = "rw,exec,nosuid,nodev,mode=1777,";

  private static final Set<String> CAPABILITIES =
      Compat.CAPABILITIES.stream().map(Capability::name).collect(Collectors.toUnmodifiableSet());

  /** What has to be said, because the engine's default is less. */
  private static final Set<String> REQUIRED =
      Set.of(
          "CapDrop",
          "CgroupnsMode",
          "IpcMode",
          "Memory",
          "MemorySwap",
          "NanoCpus",
          "NetworkMode",
          "PidsLimit",
          "Privileged",
          "ReadonlyRootfs",
          "RestartPolicy",
          "SecurityOpt");

  private static final Map<String, BiPredicate<JsonNode, ContainerSpec>> ALLOWED =
      Map.ofEntries(
          allow("CapAdd", (value, spec) -> tier(spec) == Tier.COMPAT && known(value)),
          allow("CapDrop", (value, _) -> isOnly(value, "ALL")),
          allow("CgroupnsMode", (value, _) -> value.asText().equals("private")),
          allow("Dns", (value, _) -> texts(value)),
          allow("DnsSearch", (value, _) -> texts(value)),
          allow("Init", (value, _) -> value.isBoolean()),
          allow("IpcMode", (value, _) -> value.asText().equals("private")),
          allow("LogConfig", (value, _) -> value.path("Type").asText().equals("local")),
          allow("Memory", (value, spec) -> value.asLong() == spec.limits().memoryBytes()),
          allow("MemorySwap", (value, spec) -> value.asLong() == spec.limits().memoryBytes()),
          allow("Mounts", HostPolicy::mounts),
          allow("NanoCpus", (value, _) -> value.asLong() > 0),
          allow("NetworkMode", HostPolicy::network),
          allow("OomScoreAdj", (value, spec) -> value.asInt() == spec.policy().oomScoreAdj()),
          allow("PidsLimit", (value, spec) -> value.asLong() == spec.limits().pids()),
          allow("Privileged", (value, _) -> isFalse(value)),
          allow("PublishAllPorts", (value, _) -> isFalse(value)),
          allow(
              "ReadonlyRootfs",
              (value, spec) -> value.isBoolean() && (value.asBoolean() || compat(spec))),
          allow("RestartPolicy", (value, _) -> value.path("Name").asText("no").isEmpty()),
          allow("Runtime", (value, _) -> value.asText().equals(Tier.SANDBOX_RUNTIME)),
          allow("SecurityOpt", (value, _) -> isOnly(value, "no-new-privileges:true")),
          allow("ShmSize", (value, _) -> value.asLong() > 0 && value.asLong() <= SHARED_MEMORY),
          allow("Sysctls", HostPolicy::sysctls),
          allow("Tmpfs", HostPolicy::temporary));

  private HostPolicy() {}

  /**
   * The same, if nothing speaks against it.
   *
   * @throws IllegalStateException naming the field; nothing of it may be sent
   */
  static HostConfig checked(HostConfig host, ContainerSpec spec) {
    JsonNode sent = JSON.valueToTree(host);
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      var rule = ALLOWED.get(field.getKey());
      if (rule == null || !rule.test(field.getValue(), spec)) {
        throw refusal(field.getKey(), spec);
      }
    }
    for (String field : REQUIRED) {
      if (!sent.has(field)) {
        throw refusal(field, spec);
      }
    }
    if (sent.has("Runtime") != (tier(spec) == Tier.SANDBOX)) {
      throw refusal("Runtime", spec);
    }
    return host;
  }

  private static IllegalStateException refusal(String field, ContainerSpec spec) {
    return new IllegalStateException(
        "The container %s was not made: %s is not as the policy %s has it."
            .formatted(spec.name(), field, tier(spec)));
  }

  private static Map.Entry<String, BiPredicate<JsonNode, ContainerSpec>> allow(
      String field, BiPredicate<JsonNode, ContainerSpec> rule) {
    return Map.entry(field, rule);
  }

  private static Tier tier(ContainerSpec spec) {
    return spec.policy().tier();
  }

  private static boolean compat(ContainerSpec spec) {
    return tier(spec) == Tier.COMPAT;
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.asBoolean();
  }

  private static boolean isOnly(JsonNode value, String text) {
    return value.isArray() && value.size() == 1 && value.get(0).asText().equals(text);
  }

  private static boolean texts(JsonNode value) {
    return value.isArray()
        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
  }

  private static boolean known(JsonNode value) {
    return value.isArray()
        && StreamSupport.stream(value.spliterator(), false)
            .allMatch(one -> CAPABILITIES.contains(one.asText()));
  }

  /** That there is no IPv6 in a network of the agent's making, and nothing else. */
  private static boolean sysctls(JsonNode value, ContainerSpec spec) {
    return spec.attachment() instanceof ContainerSpec.Unplugged
        && value.isObject()
        && value.properties().stream()
            .allMatch(one -> one.getValue().asText().equals(Restricted.NO_IPV6.get(one.getKey())));
  }

  /** The one it was made for, and never the machine's own. */
  private static boolean network(JsonNode value, ContainerSpec spec) {
    String mode = value.asText();
    return switch (spec.attachment()) {
      case ContainerSpec.Bridged(var network, _, _, _, _) ->
          mode.equals(network) && !Set.of("host", "bridge", "default", "none").contains(mode);
      case ContainerSpec.Unplugged _ -> mode.equals("none");
      case ContainerSpec.Joined(var container) ->
          mode.equals("container:" + container) && container.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    };
  }

  /** Only what the agent made for this container, see {@link Mount.Made}. */
  private static boolean mounts(JsonNode value, ContainerSpec spec) {
    return value.isArray()
        && StreamSupport.stream(value.spliterator(), false).allMatch(one -> mount(one, spec));
  }

  private static boolean mount(JsonNode one, ContainerSpec spec) {
    boolean ours =
        spec.mounts().stream()
            .anyMatch(mount ->
                mount instanceof Mount.Made made
                    && one.path("Source").asText().equals(made.source().toString())
                    && one.path("Target").asText().equals(made.target())
                    && one.path("ReadOnly").asBoolean() == made.readOnly());
    return ours
        && one.path("Type").asText().equals("bind")
        && one.path("BindOptions").path("Propagation").asText().equals("private")
        && !ofTheMachine(one.path("Source").asText());
  }

  private static boolean ofTheMachine(String source) {
    return source.matches("/|/(proc|sys|dev|etc|boot|root|bin|sbin|lib|usr)(/.*)?|.*\\.sock");
  }

  private static boolean temporary(JsonNode value, ContainerSpec spec) {
    for (Map.Entry<String, JsonNode> space : value.properties()) {
      boolean asked =
          space.getKey().equals("/tmp")
              || spec.mounts().stream()
                  .anyMatch(mount ->
                      mount instanceof Mount.Memory memory
                          && memory.target().equals(space.getKey()));
      if (!asked || !space.getValue().asText().startsWith(TEMPORARY)) {
        return false;
      }
    }
    return value.isObject();
  }
}
