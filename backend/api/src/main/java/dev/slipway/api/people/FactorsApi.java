package dev.slipway.api.people;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * How the caller signs in. Only for people who are signed in, with a sign-in that is theirs
 * everywhere: no API token and no organization's single sign-on may change how its owner gets in.
 */
@HttpExchange("/api/v1/me")
public interface FactorsApi {
  @GetExchange("/factors")
  FactorsView factors();

  /** Ends every other sign-in. */
  @PutExchange("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(@RequestBody ChangePassword request);

  /** Nothing is asked for at sign-in until a code has been confirmed. */
  @PostExchange("/totp")
  @ResponseStatus(HttpStatus.CREATED)
  NewTotpView beginTotp();

  /** Turns codes on, and gives the recovery codes: in this answer only. */
  @PostExchange("/totp/confirm")
  RecoveryCodesView confirmTotp(@RequestBody ConfirmTotp request);

  /** Needs a recent proof. */
  @DeleteExchange("/totp")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeTotp();

  /** Replaces all recovery codes. Needs a recent proof. */
  @PostExchange("/recovery-codes")
  RecoveryCodesView newRecoveryCodes();

  /**
   * Proves again who is there, for what needs a recent proof: those calls are refused with the type
   * {@code step-up-required}.
   */
  @PostExchange("/proofs")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void prove(@RequestBody Prove request);
}
