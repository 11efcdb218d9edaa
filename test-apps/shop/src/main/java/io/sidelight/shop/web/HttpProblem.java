package io.sidelight.shop.web;

/** A request that is answered with a status and one line about why. */
final class HttpProblem extends Exception {
  private final int status;

  HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
