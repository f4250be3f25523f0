package dev.slipway.backend.workloads;

/**
 * A pod of which somebody asks something.
 *
 * @param ofRun whether it is one of a job's run
 * @param running whether it is on a machine, and is to stay
 */
record SteeredPod(String name, boolean ofRun, boolean running) {}
