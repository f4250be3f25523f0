package dev.slipway.agent.control;

import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.Condition;
import dev.slipway.protocol.PodStatus;
import java.util.List;
import java.util.Set;

/** What a node says of itself. None of it waits for the engine. */
public interface NodeFacts {
  String agentVersion();

  String engineVersion();

  String address();

  Capacity capacity();

  /** What speaks against new pods here. */
  Set<Condition> conditions();

  /** Every pod it has or should have. */
  List<PodStatus> pods();
}
