package dev.slipway.backend.scheduling;

import dev.slipway.backend.kernel.NodeId;

/** A pod that is on a machine, also while it ends: its memory is not free before it is gone. */
record Booking(NodeId node, Demand demand) {}
