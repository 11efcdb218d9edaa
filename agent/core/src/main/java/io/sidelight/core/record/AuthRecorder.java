package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to log in, or to be let in, and what became of them. Thread-safe.
 *
 * <p>Several places see the same attempt: the container's realm, a framework, and at last the
 * status of the answer. A request therefore counts once per outcome however many of them tell, and
 * as {@link #DENIED} alone when somebody known was refused what he asked for.
 */
public final class AuthRecorder {
  /** The credentials were right. */
  public static final String SUCCESS = "success";

  /** The credentials were wrong, or could not be checked. */
  public static final String FAILURE = "failure";

  /** Whoever it was may not do this. */
  public static final String DENIED = "denied";

  /** Tokens of checks; compared by identity. */
  private static final Object INNER = new Object();

  private static final Object UNKNOWN = new Object();

  private static final String LOGIN = "login";
  private static final String OTHER = "other";
  private static final String[] SCHEMES = {"basic", "bearer", "digest", "negotiate"};

  private final Meters meters;

  /** Over these meters. */
  public AuthRecorder(Meters meters) {
    this.meters = meters;
  }

  /**
   * Somebody's credentials are about to be checked; {@link #end} must follow.
   *
   * @return false if this is part of a check that is under way, which will tell of the outcome
   */
  public boolean begin() {
    return ThreadState.get().authDepth++ == 0;
  }

  /** The innermost check that was {@linkplain #begin begun} is over. */
  public void end() {
    ThreadState.get().authDepth--;
  }

  /**
   * Somebody's credentials are about to be checked, perhaps by somebody who asks others in turn.
   *
   * @param method as for {@link #attempt(String, String)}; null if the request shows it
   * @return what {@link #checked} must be given
   */
  public Object check(@Nullable String method) {
    if (!begin()) {
      return INNER;
    }
    return method == null ? UNKNOWN : method;
  }

  /**
   * Somebody who is known already is looked up, by what otherwise checks credentials: nobody tries
   * anything.
   *
   * @return what {@link #checked} must be given
   */
  public Object lookUp() {
    begin();
    return INNER;
  }

  /**
   * A check has come to its end; the outermost counts.
   *
   * @param token what {@link #check} or {@link #lookUp} gave; null if neither was called
   * @param right whether the credentials were
   */
  public void checked(@Nullable Object token, boolean right) {
    if (token == null) {
      return;
    }
    end();
    String outcome = right ? SUCCESS : FAILURE;
    if (token == UNKNOWN) {
      attempt(outcome);
    } else if (token != INNER) {
      attempt(outcome, (String) token);
    }
  }

  /**
   * Somebody has tried, in the middle of the request that this thread serves or without any. Counts
   * when the request ends: what follows may tell more of the same attempt.
   *
   * @param outcome one of the constants of this class
   * @param method how, as one of a few lower-case words: {@code basic}, {@code bearer}, {@code
   *     digest}, {@code negotiate}, {@code form}, {@code client_cert}, {@code login} for one that
   *     the application passed on itself, … {@code other}
   */
  public void attempt(String outcome, String method) {
    HttpServerCall call = ThreadState.get().request;
    if (call == null) {
      count(outcome, method);
    } else {
      note(call, outcome, method);
    }
  }

  /**
   * Somebody has tried, and how shows in the request that this thread serves: by the {@code
   * Authorization} header, by the form that the servlet API knows (Servlet 3.1, 13.6.3), or else
   * because the application passed on what it was given.
   */
  public void attempt(String outcome) {
    HttpServerCall call = ThreadState.get().request;
    if (call == null) {
      count(outcome, LOGIN);
      return;
    }
    String credentials = call.requestHeader("Authorization");
    if (credentials != null) {
      note(call, outcome, scheme(credentials));
    } else {
      String path = call.path();
      note(call, outcome, path != null && path.endsWith("/j_security_check") ? "form" : LOGIN);
    }
  }

  /**
   * Who sends the request that this thread serves is known, and by what kind of log-in; for a
   * container that does not tell its request.
   *
   * @param authType the servlet API's name for it
   */
  public void identified(@Nullable String authType) {
    HttpServerCall call = ThreadState.get().request;
    if (call != null) {
      call.identified(authType);
    }
  }

  private void note(HttpServerCall call, String outcome, String method) {
    HttpServerDetails details = call.details();
    String known = details.authOutcome;
    String knownMethod = details.authMethod;
    if (outcome.equals(known)) {
      return;
    }
    if (known != null && knownMethod != null) {
      if (known.equals(SUCCESS) && outcome.equals(DENIED)) {
        details.authOutcome = DENIED;
        return;
      }
      count(known, knownMethod);
    }
    details.authOutcome = outcome;
    details.authMethod = method;
  }

  /** The request has been answered: the status tells of an attempt that nobody else saw. */
  void answered(HttpServerCall call, int status) {
    if (status == 401 && outcome(call) == null) {
      String credentials = call.requestHeader("Authorization");
      if (credentials != null) {
        note(call, FAILURE, scheme(credentials));
      } else if (call.method.equals("POST") && !call.challenges()) {
        // What was posted were the credentials: nobody asks for others.
        note(call, FAILURE, OTHER);
      }
    } else if (status == 403 && !FAILURE.equals(outcome(call))) {
      String credentials = call.requestHeader("Authorization");
      note(call, DENIED, credentials == null ? method(call.authType()) : scheme(credentials));
    }
    HttpServerDetails details = call.ifDetails();
    if (details != null && details.authOutcome != null && details.authMethod != null) {
      count(details.authOutcome, details.authMethod);
    }
  }

  private static @Nullable String outcome(HttpServerCall call) {
    HttpServerDetails details = call.ifDetails();
    return details == null ? null : details.authOutcome;
  }

  private void count(String outcome, String method) {
    meters.authAttempts.series(outcome, method).increment();
  }

  /** The scheme of an {@code Authorization} header (RFC 9110, 11.1), out of a fixed set. */
  private static String scheme(String credentials) {
    for (String scheme : SCHEMES) {
      int length = scheme.length();
      if (credentials.regionMatches(true, 0, scheme, 0, length)
          && (credentials.length() == length || credentials.charAt(length) == ' ')) {
        return scheme;
      }
    }
    return OTHER;
  }

  /** The servlet API's name for a method (Servlet 3.1, 13.6), out of a fixed set. */
  public static String method(@Nullable String authType) {
    if (authType == null) {
      return OTHER;
    }
    switch (authType.toUpperCase(Locale.ROOT)) {
      case "BASIC":
        return "basic";
      case "FORM":
        return "form";
      case "DIGEST":
        return "digest";
      case "CLIENT_CERT":
      case "CLIENT-CERT":
        return "client_cert";
      default:
        return OTHER;
    }
  }
}
