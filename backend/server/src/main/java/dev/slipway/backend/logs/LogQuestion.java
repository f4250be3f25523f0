package dev.slipway.backend.logs;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.LogLines;

/** Something nodes are being asked. */
interface LogQuestion {
  String id();

  void answered(NodeId node, LogLines lines);

  /** A node has connected that may have an answer. */
  void joined(NodeId node);
}
