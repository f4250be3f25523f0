package dev.slipway.backend.deployments;

/** Why a pod has to go from where it is. */
enum EvictReason {
  /** An operator empties its node. */
  DRAIN("its node is being emptied"),
  /** Its node has a taint that it does not tolerate. */
  TAINT("its node has a taint that it does not tolerate"),
  /** One of more importance needs its room. */
  PREEMPTION("a pod of higher priority needs its room"),
  /** Its node has not answered for long. */
  NODE_LOST("its node does not answer"),
  /** Somebody asked for another one in its place, or for one pod fewer. */
  RESTART("somebody asked for it"),
  /** Its node is short of memory, and it uses more than it booked. */
  PRESSURE("its node is short of memory, and it uses more than it booked");

  private final String words;

  EvictReason(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
