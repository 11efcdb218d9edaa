package sample;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.extension.annotations.WithSpan;

/** With the annotation where it was before, and with the API. */
@SuppressWarnings("deprecation")
public class OldOrders {

  public static void main(String[] args) throws Exception {
    new OldOrders().order();
    System.out.println("done");
    Thread.currentThread().join();
  }

  @WithSpan
  void order() {
    Span.current().setAttribute("said", "by the API");
    inner();
  }

  @WithSpan(value = "consume", kind = SpanKind.CONSUMER)
  private void inner() {
    Orders.query();
  }
}
