package io.sidelight.core.meter;

/**
 * What a series can be told apart by. The names are those of the OpenTelemetry semantic
 * conventions, in short; what a dimension is called on the page is the {@link Dictionary}'s matter.
 */
enum Dimension {
  METHOD,
  ROUTE,
  STATUS_CODE {
    /** Keeps the class of the status, so that {@code status_code=~"5.."} still finds errors. */
    @Override
    String beyondCap(String value) {
      return value.length() == 3 ? statusClass(value.charAt(0)) : OTHER;
    }
  },
  ERROR_TYPE {
    /** A success stays a success: {@code ""} means no error. */
    @Override
    String beyondCap(String value) {
      return value.isEmpty() ? value : OTHER;
    }
  },
  SCHEME,
  HOST,
  PORT,
  SYSTEM,
  NAMESPACE,
  OPERATION,
  COLLECTION,
  CODE,
  DIRECTION,
  MESSAGE_TYPE,
  OUTCOME,
  QUERY,
  STATE_CLASS,
  REASON,
  POOL,
  CACHE,
  KEY,
  DESTINATION,
  STATE,

  /** What the semantic conventions call a state. */
  CONVENTIONAL_STATE,
  INSTRUMENTATION;

  /** The value that stands for all those that came too late. */
  static final String OTHER = "other";

  /** The value to use instead of {@code value} once a family is full; one of a small fixed set. */
  String beyondCap(String value) {
    return OTHER;
  }

  private static String statusClass(char first) {
    switch (first) {
      case '1':
        return "1xx";
      case '2':
        return "2xx";
      case '3':
        return "3xx";
      case '4':
        return "4xx";
      case '5':
        return "5xx";
      default:
        return OTHER;
    }
  }
}
