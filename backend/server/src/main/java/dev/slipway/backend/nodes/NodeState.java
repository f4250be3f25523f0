package dev.slipway.backend.nodes;

/**
 * How sure we are of a machine. Suspect: it has been silent long enough to be given nothing new.
 * Unreachable: what runs there is unknown, and nothing is sent to it.
 */
public enum NodeState {
  READY,
  SUSPECT,
  UNREACHABLE
}
