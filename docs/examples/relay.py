#!/usr/bin/env python3
"""Makes tickets of Parley's handoffs, in GitHub Issues, Jira or Zendesk. Needs nothing but Python 3; see webhooks.md.

Settings, all as environment variables:
  PARLEY_WEBHOOK_SECRET  as Parley has it
  TARGET                 github, jira or zendesk
  TARGET_URL             https://api.github.com, https://YOURS.atlassian.net or https://YOURS.zendesk.com
  TARGET_PROJECT         github: owner/repository; jira: the project's key
  TARGET_USER            jira and zendesk: the e-mail address of the account
  TARGET_TOKEN           its API token
  PORT                   where the relay listens (8090); STATE: what it remembers (relay.json)
"""
import base64, hashlib, hmac, http.server, json, os, time, urllib.request

SETTING = os.environ
STATE = SETTING.get("STATE", "relay.json")
TOLERANCE_SECONDS = 300


def is_genuine(headers, body):
    """As www.standardwebhooks.com says: an HMAC over id, time and body, and not older than five minutes."""
    sent_at = int(headers["webhook-timestamp"])
    signed = f'{headers["webhook-id"]}.{sent_at}.'.encode() + body
    for secret in SETTING["PARLEY_WEBHOOK_SECRET"].split():
        key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        if any(hmac.compare_digest(expected, given) for given in headers["webhook-signature"].split()):
            return abs(time.time() - sent_at) <= TOLERANCE_SECONDS
    return False


def call(method, path, content):
    token, user = SETTING["TARGET_TOKEN"], SETTING.get("TARGET_USER", "")
    login = {"github": f"Bearer {token}",
             "jira": "Basic " + base64.b64encode(f"{user}:{token}".encode()).decode(),
             "zendesk": "Basic " + base64.b64encode(f"{user}/token:{token}".encode()).decode()}[SETTING["TARGET"]]
    request = urllib.request.Request(SETTING["TARGET_URL"] + path, json.dumps(content).encode(), method=method,
                                     headers={"Authorization": login, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=8) as response:
        return json.loads(response.read() or b"{}")


def create(title, text):
    project = SETTING.get("TARGET_PROJECT", "")
    if SETTING["TARGET"] == "github":
        return call("POST", f"/repos/{project}/issues", {"title": title, "body": text})["number"]
    if SETTING["TARGET"] == "jira":
        return call("POST", "/rest/api/2/issue", {"fields": {
            "project": {"key": project}, "issuetype": {"name": "Task"}, "summary": title, "description": text}})["key"]
    return call("POST", "/api/v2/tickets.json", {"ticket": {
        "subject": title, "comment": {"body": text, "public": False}}})["ticket"]["id"]


def comment(ticket, text, is_over):
    if SETTING["TARGET"] == "github":
        issue = f'/repos/{SETTING["TARGET_PROJECT"]}/issues/{ticket}'
        call("POST", issue + "/comments", {"body": text})
        if is_over:
            call("PATCH", issue, {"state": "closed"})
    elif SETTING["TARGET"] == "jira":  # which transition closes an issue is each project's own: add it here
        call("POST", f"/rest/api/2/issue/{ticket}/comment", {"body": text})
    else:
        call("PUT", f"/api/v2/tickets/{ticket}.json", {"ticket": {
            "comment": {"body": text, "public": False}, **({"status": "solved"} if is_over else {})}})


def handle(message, tickets):
    kind, data = message["type"], message["data"]
    if not kind.startswith("handoff."):
        return
    handoff, talk = data["handoff"], data["conversation"]
    number = str(handoff["id"])
    if number not in tickets:
        said = "\n".join(f'{line.get("name") or line["who"]}: {line["text"]}' for line in talk["transcript"])
        tickets[number] = create(f'Parley handoff {number}: {handoff["reason"]}, {handoff["category"]}',
                                 f'{handoff.get("why", "")}\n{handoff.get("url", "")}\n\n{said}')
    if kind != "handoff.opened":
        words = kind.removeprefix("handoff.").capitalize() + (f' by {data["agent"]}' if data.get("agent") else "")
        comment(tickets[number], words + (f': {data["text"]}' if data.get("text") else "."),
                kind in ("handoff.resolved", "handoff.returned"))


class Relay(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        status = 401
        try:
            if is_genuine(self.headers, body):
                status = 503  # until it is done: Parley tries again
                state = json.load(open(STATE)) if os.path.exists(STATE) else {"tickets": {}, "seen": []}
                if self.headers["webhook-id"] not in state["seen"]:  # the same message may come twice
                    handle(json.loads(body), state["tickets"])
                    state["seen"] = state["seen"][-9999:] + [self.headers["webhook-id"]]
                    json.dump(state, open(STATE + ".new", "w"))
                    os.replace(STATE + ".new", STATE)
                status = 204
        except Exception as problem:
            print("not taken:", repr(problem), flush=True)
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.HTTPServer(("127.0.0.1", int(SETTING.get("PORT", "8090"))), Relay)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
