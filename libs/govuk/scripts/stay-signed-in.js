// Warns two minutes before a session ends for want of use, and lets people stay (WCAG 2.2, success criterion 2.2.1).
const warnSeconds = 120;

export function watchSession() {
  const dialog = document.querySelector('dialog.app-stay');
  if (!dialog) return;
  const secondsLeft = Number(dialog.dataset.endsInSeconds);
  let timer;
  const begin = () => {
    timer = setTimeout(() => dialog.showModal(), Math.max(0, secondsLeft - warnSeconds) * 1000);
  };
  const stay = async () => {
    clearTimeout(timer);
    const answer = await fetch('/session/stay', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: dialog.dataset.token, drawnFor: dialog.dataset.for }),
    });
    dialog.close();
    if (answer.ok) begin();
  };
  dialog.querySelector('[data-stay]').addEventListener('click', () => void stay());
  begin();
}
