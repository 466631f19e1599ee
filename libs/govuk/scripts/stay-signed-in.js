// Warns two minutes before a session ends for want of use, and lets people stay (WCAG 2.2, success criterion 2.2.1).
// A page that a browser brings back as it was left is shown only while the session is still the one that it was drawn
// for: whoever goes back after somebody has signed out reads nothing of theirs.
const warnSeconds = 120;

export function watchSession() {
  const dialog = document.querySelector('dialog.app-stay');
  if (!dialog) return;
  const secondsLeft = Number(dialog.dataset.endsInSeconds);
  let timer;
  const begin = () => {
    timer = setTimeout(() => dialog.showModal(), Math.max(0, secondsLeft - warnSeconds) * 1000);
  };
  const isStillTheirs = async () => {
    const answer = await fetch('/session/stay', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: dialog.dataset.token, drawnFor: dialog.dataset.for }),
    });
    return answer.ok;
  };
  const stay = async () => {
    clearTimeout(timer);
    const isTheirs = await isStillTheirs();
    dialog.close();
    if (isTheirs) begin();
  };
  const comeBack = async () => {
    document.body.hidden = true;
    if (await isStillTheirs().catch(() => false)) document.body.hidden = false;
    else window.location.reload();
  };
  dialog.querySelector('[data-stay]').addEventListener('click', () => void stay());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void comeBack();
  });
  begin();
}
