package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.function.SerializableConsumer;
import dev.slipway.api.people.PasskeyOptions;

/** Asks the browser for passkeys; what it answers is for the control plane to judge. */
public final class BrowserPasskeys {
  private static final String CREATE =
      """
      if (!window.PublicKeyCredential || !PublicKeyCredential.parseCreationOptionsFromJSON) {
        return Promise.reject(new Error('unsupported'));
      }
      return navigator.credentials
        .create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse($0))})
        .then(credential => JSON.stringify(credential.toJSON()));
      """;

  private static final String GET =
      """
      if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) {
        return Promise.reject(new Error('unsupported'));
      }
      return navigator.credentials
        .get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse($0))})
        .then(credential => JSON.stringify(credential.toJSON()));
      """;

  /** Signs in by a form of its own, as the other ways do. */
  private static final String SIGN_IN =
      """
      if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) {
        return Promise.reject(new Error('unsupported'));
      }
      return navigator.credentials
        .get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse($0))})
        .then(credential => {
          const form = document.createElement('form');
          form.method = 'post';
          form.action = new URL('login/passkey', document.baseURI);
          const add = (name, value) => {
            const field = document.createElement('input');
            field.type = 'hidden';
            field.name = name;
            field.value = value;
            form.append(field);
          };
          add('credential', JSON.stringify(credential.toJSON()));
          const token = document.querySelector('meta[name=_csrf]');
          const parameter = document.querySelector('meta[name=_csrf_parameter]');
          if (token && parameter) add(parameter.content, token.content);
          document.body.append(form);
          form.submit();
          return '';
        });
      """;

  private BrowserPasskeys() {}

  public static void create(
      Component at, PasskeyOptions options, SerializableConsumer<String> then) {
    ask(at, CREATE, options, then);
  }

  public static void get(Component at, PasskeyOptions options, SerializableConsumer<String> then) {
    ask(at, GET, options, then);
  }

  public static void signIn(Component at, PasskeyOptions options) {
    ask(at, SIGN_IN, options, _ -> {});
  }

  private static void ask(
      Component at, String script, PasskeyOptions options, SerializableConsumer<String> then) {
    at.getElement()
        .executeJs(script, options.publicKey())
        .then(String.class, then, BrowserPasskeys::failed);
  }

  private static void failed(String error) {
    String sentence =
        error.contains("unsupported")
            ? "This browser is too old for passkeys. Use another way."
            : "No passkey was given. Try again, or use another way.";
    Notification.show(sentence, 5000, Notification.Position.TOP_CENTER);
  }
}
