package dev.slipway.backend;

import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.backend.AccessRow.For;
import dev.slipway.backend.security.Permission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of which {@link AccessTable} is made. */
class AccessRows {
  final List<AccessRow> all = new ArrayList<>();

  void config(String place) {
    String config = "/api/v1/" + place + "/config";
    needs(CONFIG_READ, "GET " + config);
    needs(CONFIG_WRITE, "PUT " + config, "{\"variables\": []}");
    needs(CONFIG_WRITE, "POST " + config + "/import", "{\"text\": \"STOLEN=1\"}");
    needs(CONFIG_READ, "GET " + config + "/{key}");
    needs(CONFIG_WRITE, "PUT " + config + "/{key}", "{\"value\": \"stolen\", \"secret\": false}");
    needs(CONFIG_WRITE, "DELETE " + config + "/{key}");
    needs(CONFIG_READ, "GET " + config + "-status");
  }

  void deployConfig(String place) {
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/" + place + "/config-deployments", "{}");
  }

  void anyone(String address) {
    all.add(new AccessRow(address, For.ANYONE, null, null));
  }

  void anyone(String address, String body) {
    all.add(new AccessRow(address, For.ANYONE, null, body));
  }

  void ticket(String address) {
    all.add(new AccessRow(address, For.TICKET, null, null));
  }

  void signedIn(String address) {
    all.add(new AccessRow(address, For.SIGNED_IN, null, null));
  }

  void signedIn(String address, String body) {
    all.add(new AccessRow(address, For.SIGNED_IN, null, body));
  }

  void people(String address, @Nullable String body) {
    all.add(new AccessRow(address, For.PEOPLE, null, body));
  }

  void operators(String address) {
    all.add(new AccessRow(address, For.OPERATORS, null, null));
  }

  void operators(String address, String body) {
    all.add(new AccessRow(address, For.OPERATORS, null, body));
  }

  void own(String address, Permission right) {
    all.add(new AccessRow(address, For.OWN, right, null));
  }

  void own(String address, Permission right, String body) {
    all.add(new AccessRow(address, For.OWN, right, body));
  }

  void needs(Permission right, String address) {
    all.add(new AccessRow(address, For.MEMBERS, right, null));
  }

  void needs(Permission right, String address, String body) {
    all.add(new AccessRow(address, For.MEMBERS, right, body));
  }
}
