/** A store's address that may be spoken to, or a clause that says why not; the address itself is never told. */
export function addressOf(text: string): URL | string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return "does not hold an address such as https://flags.example.com";
  }
  if (url.username !== "" || url.password !== "") {
    return "holds an address with a password in it; put the token into its own variable";
  }
  if (url.search !== "" || url.hash !== "") return "holds an address with a query; leave that out";
  if (mayBeAsked(url)) return url;
  return "holds an address that is not https, over which a token is not sent";
}

/** HTTPS, or this machine. */
export function mayBeAsked({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** This machine, by name or number. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
