package sample;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/** Bodies that come or go in pieces. */
final class Streaming {
  private static final int CHUNK = 8192;
  private static final int CHUNKS = 200;
  private static final int ENDLESS = 100_000;

  private Streaming() {}

  static void install(ServletContext context) {
    Site.add(
        context,
        (q, a) -> {
          byte[] chunk = chunk();
          for (int i = 0; i < ENDLESS; i++) {
            a.getOutputStream().write(chunk);
          }
        },
        "/endless");
    Site.add(
        context,
        (q, a) -> {
          a.setContentLength(CHUNK * CHUNKS);
          byte[] chunk = chunk();
          for (int i = 0; i < CHUNKS; i++) {
            a.getOutputStream().write(chunk);
          }
        },
        "/large");
    Site.add(context, (q, a) -> new Reading(q.startAsync(), q).begin(), "/read");
    Site.add(
        context,
        (q, a) -> {
          a.setContentLength(CHUNK * CHUNKS);
          AsyncContext async = q.startAsync();
          async.getResponse().getOutputStream().setWriteListener(new Writing(async, CHUNKS));
        },
        "/write");
    Site.add(
        context,
        (q, a) -> {
          AsyncContext async = q.startAsync();
          async.getResponse().getOutputStream().setWriteListener(new Writing(async, ENDLESS));
        },
        "/write-endless");
    Site.add(
        context,
        (q, a) -> {
          AsyncContext async = q.startAsync();
          async.setTimeout(0);
          Over over = new Over();
          async.addListener(over);
          new Thread(() -> writeAll(async, over), "writer").start();
        },
        "/async-endless");
  }

  /**
   * Completes a request unless the container has ended it. Tomcat does so by itself where the
   * connection breaks, and uses its objects again: who completes it once more, or only a moment
   * after having looked, completes another, which then is answered with nothing.
   */
  private static final class Over implements AsyncListener {
    private boolean isOver;

    synchronized void complete(AsyncContext async) {
      if (!isOver) {
        async.complete();
      }
    }

    private synchronized void end() {
      isOver = true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end();
    }

    @Override
    public void onError(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  private static void writeAll(AsyncContext async, Over over) {
    try {
      ServletOutputStream out = async.getResponse().getOutputStream();
      byte[] chunk = chunk();
      for (int i = 0; i < ENDLESS; i++) {
        out.write(chunk);
      }
    } catch (IOException e) {
      // The client has gone.
    } finally {
      over.complete(async);
    }
  }

  private static byte[] chunk() {
    byte[] chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    return chunk;
  }

  /** Counts the bytes of the body without ever waiting for one. */
  private static final class Reading implements ReadListener {
    private final AsyncContext async;
    private final ServletInputStream in;
    private int count;

    Reading(AsyncContext async, HttpServletRequest request) throws IOException {
      this.async = async;
      this.in = request.getInputStream();
    }

    void begin() {
      in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] bytes = new byte[CHUNK];
      while (in.isReady() && !in.isFinished()) {
        int n = in.read(bytes);
        if (n < 0) {
          return;
        }
        count += n;
      }
    }

    private static int items() throws IOException {
      try {
        return Database.count("items");
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      Text.write(async.getResponse(), "read " + count + " " + items());
      async.complete();
    }

    @Override
    public void onError(Throwable error) {
      async.complete();
    }
  }

  /** Sends a large body without ever waiting for the client. */
  private static final class Writing implements WriteListener {
    private final AsyncContext async;
    private final int chunks;
    private int sent;

    Writing(AsyncContext async, int chunks) {
      this.async = async;
      this.chunks = chunks;
    }

    @Override
    public void onWritePossible() throws IOException {
      ServletOutputStream out = async.getResponse().getOutputStream();
      byte[] chunk = chunk();
      while (out.isReady()) {
        if (sent == chunks) {
          async.complete();
          return;
        }
        out.write(chunk);
        sent++;
      }
    }

    @Override
    public void onError(Throwable error) {
      async.complete();
    }
  }
}
