internal import Network

/// What a browser finds at `/` as long as no client is set: that the server runs, and how to connect one.
enum FirstPage {
    static func answer() -> HTTPResponse {
        HTTPResponse(
            contentType: "text/html",
            fields: [
                (name: "Cache-Control", value: "no-cache, max-age=31556926, public"), (name: "X-Frame-Options", value: "SAMEORIGIN"),
                (name: "Content-Security-Policy", value: "frame-ancestors 'self'; script-src 'none'"),
            ],
            bytes: Array(html.utf8))
    }

    private static let html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Martlet</title>
        <style>
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #56606f; --paper: #f6f4ef; --card: #ffffff; --line: #dcd7cb; --accent: #1f5fa8; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e9e6df; --soft: #a4a9b3; --paper: #14171c; --card: #1d2229; --line: #333a45; --accent: #7db4ef; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 38rem); place-content: center; padding: 1.5rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.6 system-ui, sans-serif; }
        main { min-width: 0; padding: 2.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
        h1 { margin: 0 0 .25rem; font-size: 1.6rem; letter-spacing: -.01em; }
        p { margin: 0 0 1rem; color: var(--soft); }
        h2 { margin: 1.75rem 0 .5rem; font-size: 1rem; }
        ol { margin: 0; padding-left: 1.25rem; }
        li { margin: .35rem 0; }
        code { padding: .1em .35em; border-radius: 5px; background: var(--paper); font-size: .9em; overflow-wrap: anywhere; }
        pre { margin: .5rem 0 0; padding: .75rem 1rem; border-radius: 8px; background: var(--paper); overflow-x: auto; font-size: .85rem; }
        pre code { padding: 0; background: none; }
        a { color: var(--accent); }
        @media (max-width: 30rem) { main { padding: 1.5rem 1.25rem; } }
        </style>
        </head>
        <body>
        <main>
        <h1>Martlet is running</h1>
        <p>This team-messaging server answers on this address. It has no pages of its own yet: connect a client.</p>
        <h2>Connect an app</h2>
        <ol>
        <li>Open a desktop or mobile app made for the Mattermost&nbsp;API&nbsp;v4.</li>
        <li>Give it the address that you see in this browser.</li>
        <li>The first account that is created becomes the administrator.</li>
        </ol>
        <h2>Or create the first account from a terminal</h2>
        <pre><code>curl -X POST http://localhost:8065/api/v4/users \\
          -d '{"username":"ann","email":"ann@example.com","password":"…"}'</code></pre>
        <h2>Serve a web client from here</h2>
        <p>Set <code>MARTLET_CLIENTSETTINGS_DIRECTORY</code> to the folder of a client built for this API, and start the server again.</p>
        <p>Is it well? <a href="/api/v4/system/ping">/api/v4/system/ping</a></p>
        </main>
        </body>
        </html>
        """
}
