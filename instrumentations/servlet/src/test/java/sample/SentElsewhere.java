package sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.HttpChannelState;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * The last of its answer is sent, on Jetty up to 11, by another thread than the request's, once
 * that has left Jetty's handling of it: as it happens by chance when several streams of a
 * connection are written at once.
 */
public final class SentElsewhere extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpOutput out = (HttpOutput) response.getOutputStream();
    HttpChannelState state = Request.getBaseRequest(request).getHttpChannelState();
    out.setInterceptor(new Elsewhere(out.getInterceptor(), state));
    out.print("elsewhere");
  }

  private static final class Elsewhere implements HttpOutput.Interceptor {
    private final HttpOutput.Interceptor next;
    private final HttpChannelState state;

    Elsewhere(HttpOutput.Interceptor next, HttpChannelState state) {
      this.next = next;
      this.state = state;
    }

    @Override
    public void write(ByteBuffer content, boolean last, Callback callback) {
      if (!last) {
        next.write(content, false, callback);
        return;
      }
      new Thread(
              () -> {
                while (state.getState() != HttpChannelState.State.WAITING) {
                  Thread.onSpinWait();
                }
                next.write(content, true, callback);
              },
              "sender")
          .start();
    }

    @Override
    public HttpOutput.Interceptor getNextInterceptor() {
      return next;
    }

    /** Of Jetty 9.4. */
    public boolean isOptimizedForDirectBuffers() {
      return false;
    }
  }
}
