package dev.slipway.api.people;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Passkeys of the caller; who may call is said at {@link FactorsApi}. */
@HttpExchange("/api/v1")
public interface PasskeysApi {
  /** For {@code navigator.credentials.create}. Good for five minutes, once. */
  @PostExchange("/me/passkeys/options")
  PasskeyOptions registration();

  @PostExchange("/me/passkeys")
  @ResponseStatus(HttpStatus.CREATED)
  PasskeyView add(@RequestBody AddPasskey request);

  @PatchExchange("/me/passkeys/{passkey}")
  PasskeyView rename(@PathVariable UUID passkey, @RequestBody RenamePasskey request);

  /** Needs a recent proof. */
  @DeleteExchange("/me/passkeys/{passkey}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID passkey);

  /**
   * For {@code navigator.credentials.get}, to sign in or to prove again who is there. For anybody:
   * which passkey it will be, the browser asks its user. Good for five minutes, once.
   */
  @PostExchange("/sign-in/passkey-options")
  PasskeyOptions authentication();
}
