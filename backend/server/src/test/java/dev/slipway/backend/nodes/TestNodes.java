package dev.slipway.backend.nodes;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.FakeNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes nodes for tests of this and other modules. */
public final class TestNodes {
  private final JoinTokens tokens;
  private final CertificateAuthority authority;
  private final AuthorityKeys keys;
  private final Db db;
  private final TransactionTemplate transactions;

  public TestNodes(ApplicationContext application) {
    this.tokens = application.getBean(JoinTokens.class);
    this.db = application.getBean(Db.class);
    this.transactions = application.getBean(TransactionTemplate.class);
    this.keys = application.getBean(AuthorityKeys.class);
    this.authority = application.getBean(CertificateAuthority.class);
  }

  public String token(Duration life) {
    return tokens.issue(life).token().text();
  }

  /**
   * @param port of the agent endpoint
   */
  public FakeNode stranger(int port) {
    return FakeNode.stranger(port, authority.certificate());
  }

  /** A machine that has joined under a name nobody else has. */
  public FakeNode join(int port) {
    return stranger(port)
        .enroll(token(Duration.ofMinutes(1)), "n" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** In a test that is rolled back. */
  public void deleteAll() {
    transactions.executeWithoutResult(_ -> {
      update("update pod set node_id = null, address = null");
      update("delete from environment_network");
      update(
          "update build set node_id = null, state = case state when 'RUNNING' then 'CANCELED' else state end"
              + " where node_id is not null");
      update("delete from node");
    });
  }

  private void update(String sql) {
    int _ = db.system().sql(sql).update();
  }

  /** Says it is this node, in a certificate our authority did not sign but one of the same name. */
  public String forgedChain(FakeNode node) {
    Identity forger =
        Certificates.authority(Certificates.newKeys(), Instant.now().minusSeconds(60));
    return chain(forger, node, Instant.now().plusSeconds(3600));
  }

  /** What the node was given long ago. */
  public String expiredChain(FakeNode node, Duration ago) {
    return chain(keys.loadOrCreate(CertificateAuthority.NAME), node, Instant.now().minus(ago));
  }

  private static String chain(Identity authority, FakeNode node, Instant until) {
    var address =
        new GeneralName(
            GeneralName.uniformResourceIdentifier, "spiffe://slipway/node/" + node.id());
    var leaf =
        new Certificates.Leaf(
            node.id().toString(), List.of(address), KeyPurposeId.id_kp_clientAuth);
    return Pem.of(
        List.of(
            Certificates.leaf(
                authority,
                node.keys().getPublic(),
                leaf,
                until.minus(Duration.ofHours(25)),
                until)));
  }
}
