package dev.slipway.console.testing;

import dev.slipway.api.Refusal;
import dev.slipway.api.people.AddPasskey;
import dev.slipway.api.people.ChangePassword;
import dev.slipway.api.people.ConfirmTotp;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.PasskeyOptions;
import dev.slipway.api.people.PasskeyView;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.api.people.Prove;
import dev.slipway.api.people.RecoveryCodesView;
import dev.slipway.api.people.RenamePasskey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How Ada signs in: with a password, and what the test adds. */
public class InMemoryFactors implements FactorsApi, PasskeysApi {
  public boolean totp;
  public boolean fresh = true;
  public @Nullable ChangePassword changed;
  public @Nullable Prove proved;
  public final List<PasskeyView> passkeys = new ArrayList<>();

  /** As the control plane's own. */
  static class Problem extends RuntimeException implements Refusal {
    Problem() {
      super("Prove again that it is you.");
    }

    @Override
    public String type() {
      return STEP_UP_REQUIRED;
    }
  }

  public void forget() {
    totp = false;
    fresh = true;
    changed = null;
    proved = null;
    passkeys.clear();
  }

  /** For other parts that want a recent proof. */
  public void requireFresh() {
    if (!fresh) {
      throw new Problem();
    }
  }

  @Override
  public FactorsView factors() {
    return new FactorsView(
        true, totp ? Samples.NOW : null, 9, List.copyOf(passkeys), Samples.NOW, null);
  }

  @Override
  public void changePassword(ChangePassword request) {
    changed = request;
  }

  @Override
  public NewTotpView beginTotp() {
    requireFresh();
    return new NewTotpView("GEZDGNBVGY3TQOJQ", "otpauth://totp/Slipway:ada", "M4 4h7v1h-7z", 33);
  }

  @Override
  public RecoveryCodesView confirmTotp(ConfirmTotp request) {
    totp = true;
    return newRecoveryCodes();
  }

  @Override
  public void removeTotp() {
    requireFresh();
    totp = false;
  }

  @Override
  public RecoveryCodesView newRecoveryCodes() {
    return new RecoveryCodesView(Collections.nCopies(10, "ABCDEF-GHIJKL-MNOPQR-STUVWX"));
  }

  @Override
  public void prove(Prove request) {
    proved = request;
    fresh = true;
  }

  @Override
  public PasskeyOptions registration() {
    return new PasskeyOptions("{}");
  }

  @Override
  public PasskeyView add(AddPasskey request) {
    var passkey = new PasskeyView(UUID.randomUUID(), request.name(), false, Samples.NOW, null);
    passkeys.add(passkey);
    return passkey;
  }

  @Override
  public PasskeyView rename(UUID passkey, RenamePasskey request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(UUID passkey) {
    requireFresh();
    passkeys.removeIf(one -> one.id().equals(passkey));
  }

  @Override
  public PasskeyOptions authentication() {
    return new PasskeyOptions("{}");
  }
}
