package dev.slipway.backend.outbound;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a host gave no answer, in a sentence a tenant can be shown. */
final class Reasons {
  private Reasons() {}

  static IOException of(Throwable cause) {
    if (cause instanceof AnswerTooLarge tooLarge) {
      return tooLarge;
    }
    String sentence =
        switch (cause) {
          case UnknownHostException _ -> "There is no host of this name.";
          case SSLException _ -> "The host's certificate is not one that is trusted.";
          case SocketTimeoutException _ -> "The host did not answer in time.";
          case ConnectException _ -> "Nothing answers at this host and port.";
          default -> "The host broke off or did not answer as a web server does.";
        };
    return new IOException(sentence, cause);
  }
}
