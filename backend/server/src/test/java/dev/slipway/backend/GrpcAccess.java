package dev.slipway.backend;

/**
 * Everything a node may say over gRPC: methods, and inside the stream the kinds of message. {@code
 * agents.GrpcAccessTest} fails when the protocol has one that is missing here.
 */
public enum GrpcAccess {
  ENROLL("Enroll", "whoever has an unused join token"),
  RENEW("Renew", "a node, with its own certificate, expired for 7 days at most"),
  CONNECT("Connect", "a node, with its own certificate"),
  HELLO("Connect/hello", "about the node's own pods and builds"),
  HEARTBEAT("Connect/heartbeat", "about the node itself"),
  REPORT("Connect/report", "about the node's own pods"),
  BUILD("Connect/build", "about a build given to this node"),
  LOGS("Connect/logs", "in answer to a request sent to this node"),
  HEAD("Connect/head", "in answer to a question given to this node"),
  PULL_LOGIN("Connect/pull_login", "about a pod placed on this node"),
  POD_TOKEN("Connect/pod_token", "about a pod placed on this node"),
  TERMINAL("Connect/terminal", "about a terminal opened on this node");

  private final String call;
  private final String who;

  GrpcAccess(String call, String who) {
    this.call = call;
    this.who = who;
  }

  public String call() {
    return call;
  }

  public String who() {
    return who;
  }
}
