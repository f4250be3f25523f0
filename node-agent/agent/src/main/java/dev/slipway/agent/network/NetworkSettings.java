package dev.slipway.agent.network;

import java.nio.file.Path;

/**
 * What the network of this node needs to know beforehand.
 *
 * @param state the agent's folder
 * @param ingressPort where the ingress listens; pods may reach it, as the outside does
 */
public record NetworkSettings(Path state, int ingressPort) {}
